const { graph, ofRuns } = require('./layout.cjs');

const DAY_MINUTES = 1_440;
const daily = { minutes: DAY_MINUTES };

// Did the nights go well?
const executiveSummary = (stage) => ({
  title: 'Executive summary',
  graphs: [
    graph('Runs ended, by policy and status', [ofRuns(stage, 'RunsEnded', daily)], { ...daily, view: 'bar' }),
    graph('Instances found compliant', [ofRuns(stage, 'InstancesCompliant', daily)], daily),
    graph('Instances that need a person', [ofRuns(stage, 'InstancesInNeedOfAPerson', daily)], daily),
  ],
});

module.exports = { executiveSummary };
