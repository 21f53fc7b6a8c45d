// S3's client can read a stream of events (SelectObjectContent), and with it comes a codec for them. No operation of ours
// has one; should one be called some day, it fails on its first call, saying this.
const STREAMS = /^@smithy\/core\/event-streams$/;

const noEventStreams = {
  name: 'no-event-streams',
  setup(build) {
    build.onResolve({ filter: STREAMS }, () => ({ path: 'no-event-streams', namespace: 'patchwave' }));
    build.onLoad({ filter: /^no-event-streams$/, namespace: 'patchwave' }, () => ({ contents: WITHOUT }));
  },
};

const WITHOUT = `
export const resolveEventStreamSerdeConfig = (config) => config;
export const eventStreamSerdeProvider = () => undefined;
export class EventStreamSerde {
  constructor() {
    throw new Error('This operation streams events, and config/bundling/no-event-streams.cjs has left their codec out.');
  }
}`;

module.exports = { noEventStreams };
