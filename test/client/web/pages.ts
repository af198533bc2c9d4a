import { randomBytes } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import { decisionToken } from '../../../activities/links/decision-link.ts';
import { createWebApp } from '../../../client/web/server.ts';
import type { DecisionLink } from '../../../domain/decision-link.ts';
import type { Profile } from '../../../domain/profile.ts';
import { parseProfile } from '../../../domain/yaml-document.ts';
import { edited, rightValue, textOf } from '../../domain/examples.ts';
import { dana, harbor } from '../states.ts';
import { now } from './decision-states.ts';
import { FakeDesk } from './fake-desk.ts';

export const TOKEN = 'a-token-of-the-tests';

const example = rightValue(
  parseProfile(
    edited(textOf('onboarding.yaml'), ['policies:\n', 'policies:\n  fourEyes: false\n']),
    'onboarding.yaml',
  ),
);

/** The web process over a fake desk, on a port of this machine. */
export interface Pages {
  readonly desk: FakeDesk;
  readonly app: FastifyInstance;
  readonly url: string;
  readonly key: Buffer;
  /** What the operator’s log got. */
  readonly log: string[];
  /** What the pages take for now, and their profile: a test may change both. */
  readonly setting: { clock: Date; profile: Profile };
  /** The path of a link to Dana’s answer; good for a week unless something else is said. */
  link(link: Partial<DecisionLink> & Pick<DecisionLink, 'decision' | 'revision'>): string;
}

/** How the pages of a test differ from the usual: sign-in by token, mail switched on. */
export interface PageOptions {
  readonly web?: Partial<Profile['web']>;
  readonly clientSecret?: string;
  /** The address that it is bound to. */
  readonly bind?: string;
  /** The secrets of a process that is started anew, with another token, say. */
  readonly key?: Buffer;
  readonly token?: string;
}

/** Serves the pages; the profile’s own address is the one that they are served at. */
export async function openPages(options: PageOptions = {}): Promise<Pages> {
  const { web = { token: 'ONBOARD_WEB_TOKEN' }, clientSecret, bind = '127.0.0.1' } = options;
  const { key = randomBytes(32), token = TOKEN } = options;
  const desk = new FakeDesk();
  const log: string[] = [];
  const setting = { clock: now, profile: profileWith(web) };
  const app = await createWebApp({
    ...{ desk, key, token, host: 'desk-of-tests' },
    ...(clientSecret !== undefined && { clientSecret }),
    profile: () => setting.profile,
    now: () => setting.clock,
    tell: (line) => log.push(line),
  });
  const { port } = new URL(await app.listen({ host: bind, port: 0 }));
  const url = `http://127.0.0.1:${port}`;
  setting.profile = profileWith({ url, ...web });
  return {
    ...{ desk, app, url, key, log, setting },
    link: (link) => {
      const usual = { customer: harbor.id, person: dana, expiresAt: '2026-11-30T15:00:00.000Z' };
      return `/d/${decisionToken(key, { ...usual, proof: 'claimed', ...link })}`;
    },
  };
}

function profileWith(web: Partial<Profile['web']>): Profile {
  const { systems } = example;
  const email = { ...systems.email, mode: 'smtp' as const };
  return { ...example, systems: { ...systems, email }, web: { ...example.web, ...web } };
}
