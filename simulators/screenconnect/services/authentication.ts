import { z } from 'zod';
import { AUTH_COOKIE } from '../portal.ts';
import { LOGIN_RESULT, tryLogin } from './login.ts';
import { argumentsOf, type Service } from './service.ts';

const text = z.string().nullable().default('');
const loginArguments = z.tuple([text, text, text, z.boolean().nullable(), text]);
const passwordArguments = z.tuple([text, text, text]);

/** Logging in and out. Every result is a number. */
export const authenticationService: Service = {
  TryLogin: {
    for: 'anyone',
    run: ({ portal, request, reply, args }) => {
      const [userName, password, code, shouldTrust, nonce] = argumentsOf(loginArguments, args);
      return tryLogin(portal, request, reply, {
        userName: userName ?? '',
        password: password ?? '',
        code: (code ?? '').trim(),
        shouldTrust: shouldTrust === true,
        nonce: nonce ?? '',
      });
    },
  },
  TryLogout: {
    for: 'anyone',
    run: ({ portal, request, reply }) => {
      portal.memory().signIns.end(request.cookies[AUTH_COOKIE] ?? '');
      reply.clearCookie(AUTH_COOKIE, { path: '/' });
      return LOGIN_RESULT.success;
    },
  },
  ChangePassword: {
    for: 'visitors',
    run: ({ portal, args, visitor: { user } }) => {
      const [current, wanted, again] = argumentsOf(passwordArguments, args);
      if (current !== user.password) return LOGIN_RESULT.currentPasswordInvalid;
      if (wanted !== again) return LOGIN_RESULT.newPasswordMatchInvalid;
      if (!wanted || wanted.length < 8) return LOGIN_RESULT.newPasswordInvalid;
      user.password = wanted;
      const change = { entity: 'user', id: user.userName, field: 'password', before: '***', after: '***' };
      portal.context.audit(user.userName, [change]);
      return LOGIN_RESULT.success;
    },
  },
};
