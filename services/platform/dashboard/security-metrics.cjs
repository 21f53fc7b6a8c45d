const { graph, search } = require('./layout.cjs');

// Who was refused, and what was denied?
const securityMetrics = ({ prefix, stage, parameters }) => ({
  title: 'Security metrics',
  graphs: [
    graph('Votes and control words refused', [['AWS/Events', 'MatchedEvents', 'EventBusName', prefix, 'RuleName', `${prefix}-refusals`]]),
    graph('Requests that the approval API refused', [search('AWS/ApiGateway', ['ApiId'], '4xx')]),
    ...(parameters.trail ? [graph('Calls that AWS denied', [[`Patchwave/${stage}`, 'DeniedCalls']])] : []),
  ],
});

module.exports = { securityMetrics };
