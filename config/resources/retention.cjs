// What holds data outlives its stack. Not so when the deployment that makes it fails: it is empty then, and its name would
// bar the next try. (MiniStack refused just that.)
function retention(policy) {
  return { DeletionPolicy: policy === 'Retain' ? 'RetainExceptOnCreate' : policy, UpdateReplacePolicy: policy };
}

module.exports = { retention };
