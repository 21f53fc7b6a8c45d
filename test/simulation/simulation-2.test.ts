import { testNights } from './many-nights-in-test.fixture.ts';

testNights({ part: 1, parts: 2 });
