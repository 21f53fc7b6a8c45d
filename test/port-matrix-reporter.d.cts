interface TestCase {
  ancestorTitles: string[];
  title: string;
  status: string;
}

declare class PortMatrixReporter {
  constructor(globalConfig: { testPathPatterns: { patterns: string[] }; testNamePattern?: string }, options?: { write?: (text: string) => void });
  onRunComplete(contexts: unknown, results: { testResults: { testResults: TestCase[] }[] }): void;
  getLastError(): Error | undefined;
}

export = PortMatrixReporter;
