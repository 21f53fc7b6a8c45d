import { brokenIf, type Judge, type KnownRun, type Member, type Evidence } from '../evidence.ts';

/** AWS-RunPatchBaseline may run this long once it was delivered. */
const EXECUTION_SECONDS = 7_200;

/** 1, 6: nothing is sent against the planner's word, as far as instance-patcher has certainly heard it. */
export const judgeWord: Judge = ({ sent, run, definition, now }, evidence) => {
  const word = evidence.certainWord(run.runId, now);
  return [
    ...brokenIf(word !== undefined && word.state !== 'Running', 1, `${sent.token} was sent while the run was ${word?.state ?? ''}`),
    ...brokenIf((evidence.haltedAt.get(run.runId) ?? now) < now, 6, `${sent.token} was sent after an alarm had halted the run`),
    ...brokenIf(word?.haltedWaves.includes(definition.name) === true, 6, `${sent.token} was sent after its wave was halted`),
  ];
};

/** 4, 10: an approval lapses, and nothing outlives the run. */
export const judgeTimes: Judge = ({ sent, run, now }, { validUntil, endsBefore, skewMs }) => {
  const lapsed = run.definition.approval.required && now > (validUntil.get(run.runId) ?? Infinity) + skewMs;
  const expiresAt = now + (sent.timeoutSeconds + EXECUTION_SECONDS) * 1000;
  return [
    ...brokenIf(lapsed, 10, `${sent.token} was sent after its approval had lapsed`),
    ...brokenIf(expiresAt > (endsBefore.get(run.runId) ?? Infinity) + skewMs, 4, `${sent.token} may run beyond the run's hard end`),
  ];
};

/** 1, 10: whoever is commanded is planned in this wave, and the wave's plan is approved. */
export const judgeMembers: Judge = ({ sent, run, definition }, evidence) => {
  const target = `${sent.accountId}/${sent.region}`;
  return sent.instanceIds.flatMap((id) => {
    const member = run.members.get(id);
    if (member?.wave !== definition.name || member.target !== target) return [{ invariant: 1, seen: `${id} of ${target} is not planned in wave ${definition.name}` }];
    return brokenIf(!isApproved(run, member, evidence), 10, `${id} was commanded, and nobody entitled approved ${definition.name} of hash ${member.hash.slice(0, 8)}`);
  });
};

function isApproved({ definition, runId, requester }: KnownRun, member: Member, { votes }: Evidence): boolean {
  if (!definition.approval.required) return true;
  const voters = (votes.get(runId) ?? [])
    .filter(({ wave, hash, voter }) => wave === member.wave && hash === member.hash && voter !== requester)
    .map(({ voter }) => voter);
  return new Set(voters).size >= definition.approval.quorum;
}

/** 3: an instance is commanded once per attempt, and never twice at a time. */
export const judgeOnce: Judge = ({ sent, run, now }, evidence) => [
  ...brokenIf(evidence.tokens.has(sent.token), 3, `${sent.token} was taken twice`),
  ...sent.instanceIds.flatMap((id) => {
    const busy = evidence.open.get(id);
    const attempts = evidence.attemptsOf(run.runId, id) + 1;
    const isSecond = attempts === 2 && evidence.truth.get(id)?.trouble !== 'transient-failure';
    return [
      ...brokenIf(busy !== undefined, 3, `${id} was commanded while a command of run ${busy?.runId.slice(0, 8) ?? ''} was open on it (at ${new Date(now).toISOString()})`),
      ...brokenIf(isSecond, 3, `${id} was commanded once more although its operation had run there`),
      ...brokenIf(attempts > 2, 3, `${id} was commanded ${String(attempts)} times in one run`),
    ];
  }),
];
