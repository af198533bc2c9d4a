import type { Command } from 'commander';
import { addChanging, addTidying } from './command-list/changing.ts';
import { addDeciding } from './command-list/deciding.ts';
import { addLooking } from './command-list/looking.ts';
import { addPausing } from './command-list/pausing.ts';
import type { Run } from './command-list/run.ts';
import { addStarting } from './command-list/starting.ts';
import { addWeb } from './command-list/web.ts';

/** Every command with its options and examples. Their code is loaded only when they run. */
export function addCommands(program: Command, run: Run): void {
  addStarting(program, run);
  addLooking(program, run);
  addDeciding(program, run);
  addChanging(program, run);
  addPausing(program, run);
  addWeb(program, run);
  addTidying(program, run);
}
