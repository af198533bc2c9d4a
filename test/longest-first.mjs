import { sep } from 'node:path';
import Sequencer from '@jest/test-sequencer';

/** Folders whose test files take longest: whole onboardings, real pages, real workflows. */
const longest = [
  'end-to-end',
  'activities/lift-off',
  'activities/datto-rmm-portal',
  'activities/screenconnect',
]
  .concat('workflows', 'simulators/lift-off')
  .map((folder) => `test/${folder}/`.replaceAll('/', sep));

/**
 * Begins with the test files that take longest, so that at the end all processors have something to do. Jest knows how
 * long they took the last time; where it has never run, as in CI, it would go by the size of the files.
 */
export default class LongestFirst extends Sequencer {
  sort(tests) {
    const sorted = super.sort(tests);
    if (sorted.some(({ duration }) => duration !== undefined)) return sorted;
    const rank = ({ path }) => {
      const place = longest.findIndex((folder) => path.includes(folder));
      return place < 0 ? longest.length : place;
    };
    return sorted.toSorted((one, other) => rank(one) - rank(other));
  }
}
