// Everything that holds data says what kind, and how long it stays.
const CLASSIFICATIONS = {
  // Account and instance ids, patch counts, causes, and who asked, voted, paused.
  operations: 'confidential',
  // What an auditor asks for.
  audit: 'confidential-audit',
};

function dataTags({ stage }, retention, classification = 'operations') {
  return [
    { Key: 'application', Value: 'patchwave' },
    { Key: 'stage', Value: stage },
    { Key: 'data-classification', Value: CLASSIFICATIONS[classification] },
    { Key: 'retention', Value: retention },
  ];
}

const days = (count) => `${count} days`;

module.exports = { dataTags, days };
