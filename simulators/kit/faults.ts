import type { Fault, FaultBox } from './types.ts';

interface Pending {
  readonly fault: Fault;
  left: number;
}

function fits(fault: Fault, request: { method: string; path: string }): boolean {
  const method = fault.method?.toUpperCase() ?? request.method.toUpperCase();
  const path = fault.path?.toLowerCase() ?? '';
  return method === request.method.toUpperCase() && request.path.toLowerCase().includes(path);
}

/** A box of switched-on faults. */
export function createFaultBox(): FaultBox {
  let pending: Pending[] = [];
  return {
    add: (fault) => {
      pending.push({ fault, left: fault.times ?? Number.POSITIVE_INFINITY });
    },
    clear: () => {
      pending = [];
    },
    list: () => pending.map(({ fault }) => fault),
    strike: (request, ...kinds) => {
      const found = pending.find(({ fault }) => kinds.includes(fault.kind) && fits(fault, request));
      if (!found) return undefined;
      found.left -= 1;
      pending = pending.filter(({ left }) => left > 0);
      return found.fault;
    },
  };
}

/** A fault's option as a number, or what stands in for it. */
export function numberOption(fault: Fault, name: string, otherwise: number): number {
  const value = fault.options?.[name];
  return typeof value === 'number' ? value : otherwise;
}
