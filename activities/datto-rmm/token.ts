import { z } from 'zod';
import { ProductError } from '../../domain/problems.ts';
import type { Answer, Exchange, NoAnswer } from '../http/exchange.ts';
import { notUnderstood, parsedJson, refusal, type Subject, unanswered } from './errors.ts';
import type { Pace } from './pace.ts';

/** The keys of the API user, from the environment. */
export interface DattoRmmKeys {
  readonly apiKey: string;
  readonly apiSecretKey: string;
}

/** Keeps the access token; one login at a time. All methods throw `ProductError` when the login fails. */
export interface TokenKeeper {
  /** A token that should be good. */
  current(): Promise<string>;
  /** Another one than this, which was refused. */
  instead(refused: string): Promise<string>;
}

/** What the login works with. */
export interface TokenSource {
  readonly exchange: Exchange;
  /** The address without `/api`: with it the endpoint is a 404. */
  readonly origin: URL;
  readonly keys: DattoRmmKeys;
  readonly pace: Pace;
  readonly nowMs: () => number;
}

interface Token {
  readonly text: string;
  readonly renewAtMs: number;
}

/** Makes the keeper. A token is replaced once nine tenths of its time are over. */
export function createTokenKeeper(source: TokenSource): TokenKeeper {
  let kept: Token | undefined;
  let underWay: Promise<Token> | undefined;
  const renew = () => {
    underWay ??= logIn(source)
      .then((token) => {
        kept = token;
        return token;
      })
      .finally(() => {
        underWay = undefined;
      });
    return underWay;
  };
  const current = async () => {
    const isGood = kept !== undefined && source.nowMs() < kept.renewAtMs;
    return (kept !== undefined && isGood ? kept : await renew()).text;
  };
  return {
    current,
    instead: (refused) => {
      // Another call may have replaced it meanwhile.
      if (kept?.text === refused) kept = undefined;
      return current();
    },
  };
}

/** The vendor's published value: `public-client:public`. */
const publicClient = 'Basic cHVibGljLWNsaWVudDpwdWJsaWM=';
const subject: Subject = { wanted: 'log in to the API', isWrite: false };
const tokenAnswer = z.object({ access_token: z.string().min(1), expires_in: z.number().positive() });

async function logIn({ exchange, origin, keys, pace, nowMs }: TokenSource): Promise<Token> {
  const askedAtMs = nowMs();
  const outcome = await exchange({
    method: 'POST',
    url: new URL('/auth/oauth/token', origin),
    headers: { Authorization: publicClient },
    body: new URLSearchParams({
      grant_type: 'password',
      // A line break at the end of a secret looks like a wrong key.
      username: keys.apiKey.trim(),
      password: keys.apiSecretKey.trim(),
    }),
  });
  if (outcome.kind === 'answer') pace.heed(outcome);
  const { access_token, expires_in } = understood(outcome, pace.wasLimited());
  return { text: access_token, renewAtMs: askedAtMs + expires_in * 900 };
}

function understood(outcome: Answer | NoAnswer, wasLimited: boolean): z.infer<typeof tokenAnswer> {
  if (outcome.kind === 'no-answer') throw unanswered(subject, outcome);
  if (outcome.status !== 200) throw loginRefusal(outcome, wasLimited);
  const parsed = tokenAnswer.safeParse(parsedJson(outcome.text));
  if (!parsed.success) throw notUnderstood(subject);
  return parsed.data;
}

/** Wrong keys are a 400 or a 401; a platform without our account knows neither keys nor, by a wrong path, the login. */
function loginRefusal(answer: Answer, wasLimited: boolean): ProductError {
  if (answer.status === 400) return refusal(subject, { ...answer, status: 401 }, wasLimited);
  if (answer.status !== 404) return refusal(subject, answer, wasLimited);
  return new ProductError('profile-invalid', {
    detail: 'there is no login of Datto RMM under the address of the platform',
  });
}
