import { styleText } from 'node:util';

/** Colours by what they mean. */
export interface Paint {
  readonly title: (text: string) => string;
  readonly good: (text: string) => string;
  readonly change: (text: string) => string;
  readonly bad: (text: string) => string;
  readonly quiet: (text: string) => string;
}

/** For files, pipes and tests. */
export const plain: Paint = {
  title: (text) => text,
  good: (text) => text,
  change: (text) => text,
  bad: (text) => text,
  quiet: (text) => text,
};

/** For a terminal that shows colours. */
export const coloured: Paint = {
  title: styled('bold'),
  good: styled('green'),
  change: styled('yellow'),
  bad: styled('red'),
  quiet: styled('dim'),
};

function styled(style: 'bold' | 'green' | 'yellow' | 'red' | 'dim'): (text: string) => string {
  // Whether the stream shows colours was asked before.
  return (text) => styleText(style, text, { validateStream: false });
}
