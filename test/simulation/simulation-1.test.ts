import { testNights } from './many-nights-in-test.fixture.ts';

testNights({ part: 0, parts: 2 });
