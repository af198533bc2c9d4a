import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parseSync } from '@swc/core';

const ROOT = path.resolve(import.meta.dirname, '..', '..');

/** One module that another one names. */
export interface Import {
  /** The importing file, from the project's folder: `workflows/plan.ts`. */
  readonly file: string;
  /** What it imports: a file in the same form, or the name of a package. */
  readonly target: string;
  /** Whether nothing of it is left at run time. */
  readonly typeOnly: boolean;
}

/** Every import of every TypeScript file below the folder. */
export function importsBelow(folder: string): Import[] {
  const files = readdirSync(path.join(ROOT, folder), { recursive: true, encoding: 'utf8' });
  return files
    .filter((file) => file.endsWith('.ts'))
    .flatMap((file) => importsOf(path.posix.join(folder, file.replaceAll('\\', '/'))));
}

/** Every import of one file of the project. */
export function importsOf(file: string): Import[] {
  return importsIn(file, readFileSync(path.join(ROOT, file), 'utf8'));
}

/** Every import in a source text, static or dynamic, that stands in that file. */
export function importsIn(file: string, source: string): Import[] {
  const program = parseSync(source, { syntax: 'typescript', target: 'es2022' });
  return namedModules(program).map(({ specifier, typeOnly }) => ({
    file,
    target: specifier.startsWith('.') ? path.posix.join(path.posix.dirname(file), specifier) : specifier,
    typeOnly,
  }));
}

interface NamedModule {
  readonly specifier: string;
  readonly typeOnly: boolean;
}

interface SyntaxNode {
  readonly type?: unknown;
  readonly value?: unknown;
  readonly [property: string]: unknown;
}

/** The tree is walked as plain data: what names a module may stand anywhere in it. */
function namedModules(node: unknown): NamedModule[] {
  if (Array.isArray(node)) return node.flatMap(namedModules);
  if (!isNode(node)) return [];
  return [...moduleNamedBy(node), ...Object.values(node).flatMap(namedModules)];
}

function moduleNamedBy(node: SyntaxNode): NamedModule[] {
  switch (node.type) {
    case 'ImportDeclaration':
    case 'ExportNamedDeclaration':
    case 'ExportAllDeclaration':
      return literal(node['source'], node['typeOnly'] === true || hasOnlyTypes(node['specifiers']));
    case 'CallExpression':
      return isNode(node['callee']) && node['callee'].type === 'Import'
        ? literal(firstArgument(node), false)
        : [];
    case 'TsImportType':
      return literal(node['argument'], true);
    default:
      return [];
  }
}

function firstArgument(call: SyntaxNode): unknown {
  const [first]: unknown[] = Array.isArray(call['arguments']) ? call['arguments'] : [];
  return isNode(first) ? first['expression'] : undefined;
}

function hasOnlyTypes(specifiers: unknown): boolean {
  if (!Array.isArray(specifiers) || specifiers.length === 0) return false;
  return specifiers.every((one: unknown) => isNode(one) && one['isTypeOnly'] === true);
}

/** A module whose name is computed cannot be judged: it is named by what is seen of it. */
function literal(node: unknown, typeOnly: boolean): NamedModule[] {
  if (!isNode(node)) return [];
  const { type, value } = node;
  const isWritten = type === 'StringLiteral' && typeof value === 'string';
  return [{ specifier: isWritten ? value : '(computed)', typeOnly }];
}

function isNode(value: unknown): value is SyntaxNode {
  return typeof value === 'object' && value !== null;
}
