const { metricsNamespaceOf } = require('../../../config/resources/names.cjs');

// CloudWatch's grid is 24 wide; three graphs stand side by side.
const COLUMNS = 3;
const WIDTH = 24 / COLUMNS;
const HEIGHT = 6;
const HEADING_HEIGHT = 1;

// Sections from above to below: a heading, then their graphs.
function laidOut(sections) {
  const widgets = [];
  let y = 0;
  for (const { title, graphs } of sections) {
    widgets.push({ type: 'text', x: 0, y, width: 24, height: HEADING_HEIGHT, properties: { markdown: `## ${title}` } });
    y += HEADING_HEIGHT;
    graphs.forEach((graph, index) => {
      widgets.push({ ...graph, x: (index % COLUMNS) * WIDTH, y: y + Math.floor(index / COLUMNS) * HEIGHT, width: WIDTH, height: HEIGHT });
    });
    y += Math.ceil(graphs.length / COLUMNS) * HEIGHT;
  }
  return widgets;
}

// Lines of one metric, one for each value of its last dimension.
function graph(title, metrics, { statistic = 'Sum', minutes = 5, view = 'timeSeries', ...others } = {}) {
  return {
    type: 'metric',
    properties: { title, region: '${AWS::Region}', stat: statistic, period: minutes * 60, view, metrics, ...others },
  };
}

// All metrics of a name in a namespace, whatever the values of their dimensions.
function search(namespace, dimensions, metricName, { statistic = 'Sum', minutes = 5 } = {}) {
  return [{ expression: `SEARCH('{${namespace},${dimensions.join(',')}} MetricName="${metricName}"', '${statistic}', ${minutes * 60})` }];
}

// What reporter says of each ended run, one line for each policy and status.
const ofRuns = (stage, metricName, options) => search(metricsNamespaceOf(stage), ['policy', 'service', 'status'], metricName, options);

const each = (namespace, metricName, dimension, values) => values.map((value) => [namespace, metricName, dimension, value]);

module.exports = { laidOut, graph, search, ofRuns, each };
