const { executionMonitoring } = require('./dashboard/execution-monitoring.cjs');
const { errorAnalysis } = require('./dashboard/error-analysis.cjs');
const { executiveSummary } = require('./dashboard/executive-summary.cjs');
const { resourceUtilization } = require('./dashboard/resource-utilization.cjs');
const { securityMetrics } = require('./dashboard/security-metrics.cjs');
const { laidOut } = require('./dashboard/layout.cjs');

const sections = (stage) => [
  executiveSummary(stage), executionMonitoring(stage), errorAnalysis(stage), resourceUtilization(stage), securityMetrics(stage),
];

function dashboardResources(stage) {
  return {
    Dashboard: {
      Type: 'AWS::CloudWatch::Dashboard',
      Properties: {
        DashboardName: stage.parameters.dashboardName,
        DashboardBody: { 'Fn::Sub': JSON.stringify({ widgets: laidOut(sections(stage)) }) },
      },
    },
  };
}

module.exports = { dashboardResources };
