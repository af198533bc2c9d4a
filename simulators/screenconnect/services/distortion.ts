import type { FastifyRequest } from 'fastify';
import { screenConnectDefaults } from '../defaults.ts';
import type { GroupSource } from '../groups.ts';
import type { Portal } from '../portal.ts';

/** Groups as one request is to see them, after the faults that struck it. */
export interface SeenGroups extends GroupSource {
  /** Nobody may join, whatever the roles say. */
  readonly withoutJoin: boolean;
}

function withoutCustomer(source: GroupSource, name: string): GroupSource {
  return { ...source, machines: source.machines.filter((one) => one.CustomPropertyValues[0] !== name) };
}

/** A second group that looks the same on a page: only a space at the end tells them apart. */
function twice(source: GroupSource, name: string): GroupSource {
  const [original] = source.machines.filter((one) => one.CustomPropertyValues[0] === name);
  const [, ...others] = original?.CustomPropertyValues ?? [];
  const double = original && {
    ...original,
    SessionID: original.SessionID.replace(/^.{8}/, '00000000'),
    CustomPropertyValues: [`${name} `, ...others],
  };
  const again = source.sessionGroups.filter((group) => group.Name === name);
  return {
    machines: double ? [...source.machines, double] : source.machines,
    sessionGroups: [...source.sessionGroups, ...again.map((group) => ({ ...group, Name: `${name} ` }))],
  };
}

/**
 * The groups with the faults `group-absent`, `group-empty`, `group-ambiguous` and `view-without-join` applied; the option
 * `group` names the customer's group, else it is the first sample customer's.
 */
export function seenGroups({ context }: Portal, request: FastifyRequest): SeenGroups {
  const { sessionGroups, machines } = context.state();
  let source: GroupSource = { sessionGroups, machines };
  const strike = (kind: string) => {
    const fault = context.strike(request, kind);
    return fault && String(fault.options?.['group'] ?? screenConnectDefaults.harborDental);
  };
  const absent = strike('group-absent');
  if (absent !== undefined) {
    source = withoutCustomer(source, absent);
    source = { ...source, sessionGroups: sessionGroups.filter(({ Name }) => Name !== absent) };
  }
  const empty = strike('group-empty');
  if (empty !== undefined) source = { ...withoutCustomer(source, empty), named: [empty] };
  const double = strike('group-ambiguous');
  if (double !== undefined) source = { ...source, ...twice(source, double) };
  return { ...source, withoutJoin: context.strike(request, 'view-without-join') !== undefined };
}
