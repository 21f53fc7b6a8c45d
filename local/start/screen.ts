/** Where progress is shown: redrawn in place on a terminal, a line at each change elsewhere. Always on stderr. */
export interface Screen {
  show(lines: readonly string[], news: string): void;
  note(line: string): void;
  end(): void;
}

export function createScreen(live: boolean): Screen {
  return live ? liveScreen() : plainScreen();
}

function plainScreen(): Screen {
  let said = '';
  const note = (line: string) => void process.stderr.write(`${line}\n`);
  return {
    show(_lines, news) {
      if (news !== said) note(news);
      said = news;
    },
    note,
    end: () => undefined,
  };
}

const ERASE_BELOW = '\u001b[0J';

function liveScreen(): Screen {
  let drawn = 0;
  const clear = () => (drawn === 0 ? '' : `\u001b[${String(drawn)}A\r${ERASE_BELOW}`);
  return {
    show(lines) {
      const width = process.stderr.columns;
      const shown = lines.map((line) => line.slice(0, Math.max(20, width - 1)));
      process.stderr.write(`${clear()}${shown.join('\n')}\n`);
      drawn = shown.length;
    },
    note(line) {
      process.stderr.write(`${clear()}${line}\n`);
      drawn = 0;
    },
    end() {
      drawn = 0;
    },
  };
}
