import { z } from 'zod';
import { said } from './fault.ts';

/** One line of text with something in it. */
export const textSchema = lineOf(
  'is not a line of text',
  'Write one line of text; put it in quotes if it looks like a number.',
);

/** An e-mail address. */
export const emailSchema = z.email({
  error: said('is not an e-mail address', 'Write an address such as dana@example.com.'),
});

/** The address of a page or a server, without a login in it: files like ours travel through mail and git. */
export const urlSchema = textSchema.refine(isWebAddress, {
  error: said(
    'is not a web address',
    'Write it whole, such as https://example.com/path, without a login in it.',
  ),
});

/** An address that credentials are sent to: encrypted, or on this machine (the simulators). */
export const serviceUrlSchema = urlSchema.refine((url) => !isWebAddress(url) || isSafe(new URL(url)), {
  error: said(
    'is not encrypted',
    'Use https; http is for this machine alone, because a login is sent there.',
  ),
});

/**
 * The name of an environment variable that holds a secret. It must have an underscore, so that a secret that was
 * written here by mistake (a base32 seed, a tracking code) is never taken for a name and repeated in a message.
 */
export const variableSchema = lineMatching(
  /^[A-Z][A-Z0-9]*(_[A-Z0-9]+)+$/,
  'is not the name of an environment variable',
  'Write the name of the variable, such as AUTOTASK_SECRET (capitals, an underscore); the secret itself stays out of the file.',
);

/** A file below the folder of the profile, with forward slashes. */
export const relativePathSchema = textSchema.refine(
  (path) => !/^([/\\]|[A-Za-z]:)/.test(path) && !path.split(/[/\\]/).includes('..'),
  {
    error: said(
      'is not a path below this folder',
      'Write a relative path without "..", such as portal-map.yaml.',
    ),
  },
);

/** A whole number; `most` is the highest that makes sense. */
export function countSchema(most: number, least = 1) {
  const error = said('is not a whole number in range', `Write a whole number from ${least} to ${most}.`);
  return z.int({ error }).min(least, { error }).max(most, { error });
}

/** A line of text of a certain form. */
export function lineMatching(pattern: RegExp, message: string, remedy: string) {
  const error = said(message, remedy);
  return z.string({ error }).regex(pattern, { error });
}

function lineOf(message: string, remedy: string) {
  return lineMatching(/^\P{Cc}*[^\p{Cc}\s]\P{Cc}*$/u, message, remedy);
}

function isWebAddress(text: string): boolean {
  const url = URL.parse(text);
  return url !== null && /^https?:$/.test(url.protocol) && url.username === '' && url.password === '';
}

function isSafe(url: URL): boolean {
  return url.protocol === 'https:' || /^(localhost|127(\.\d+){3}|\[::1\])$/.test(url.hostname);
}
