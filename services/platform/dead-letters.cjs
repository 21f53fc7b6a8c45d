const { deadLetterAlarm } = require('../../config/resources/alarm.cjs');
const { logicalId } = require('../../config/resources/names.cjs');
const { deadLetterQueue, queuePolicy } = require('../../config/resources/queue.cjs');

// Where the platform's own rules leave what they could not deliver: the queue, who may write to it, its alarm.
function deadLetters(stage, name, { queue, ruleArns }) {
  const id = logicalId(name, 'dead-letter-queue');
  return {
    // By its alias, which this stack makes too.
    [id]: { ...deadLetterQueue(stage, `${stage.prefix}-${queue}-dlq`), DependsOn: ['MessagesKeyAlias'] },
    [logicalId(name, 'queue-policy')]: queuePolicy(stage, { ruleArns, queueIds: [id], senders: [] }),
    [logicalId(name, 'dead-letter-alarm')]: deadLetterAlarm(stage, queue),
  };
}

module.exports = { deadLetters };
