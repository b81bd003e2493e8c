import { parseAst } from 'vite';

/** A small change to a rule that some test ought to notice. */
export interface Mutation {
  readonly operator: string;
  /** Where in the source, in UTF-16 units. */
  readonly start: number;
  readonly end: number;
  readonly replacement: string;
}

/** A node of the syntax tree, as far as the operators look at it. */
interface Node {
  readonly type: string;
  readonly start: number;
  readonly end: number;
  readonly [field: string]: unknown;
}

const RELATIONS: Readonly<Record<string, string>> = {
  '<': '<=', '<=': '<', '>': '>=', '>=': '>', '===': '!==', '!==': '===',
};
const SUMS: Readonly<Record<string, string>> = { '+': '-', '-': '+', '+=': '-=', '-=': '+=' };

/** Every mutation of the source of one module, in the order of its text. */
export function mutationsOf(source: string): Mutation[] {
  const found: Mutation[] = [];
  visit(asNode(parseAst(source, { lang: 'ts' })), (node) => found.push(...mutationsAt(node, source)));
  return found.toSorted((one, other) => one.start - other.start || one.end - other.end);
}

function visit(node: Node, see: (node: Node) => void): void {
  // Types are gone when the code runs, and what is imported is not the rule.
  if (node.type.startsWith('TS') && !RUNS.has(node.type)) return;
  if (node.type === 'ImportDeclaration') return;
  see(node);
  for (const value of Object.values(node)) {
    for (const part of Array.isArray(value) ? (value as unknown[]) : [value]) if (isNode(part)) visit(part, see);
  }
}

/** Wrappings of types around something that runs. */
const RUNS: ReadonlySet<string> = new Set(['TSAsExpression', 'TSSatisfiesExpression', 'TSNonNullExpression']);

function mutationsAt(node: Node, source: string): Mutation[] {
  const text = (part: Node): string => source.slice(part.start, part.end);
  const become = (operator: string, replacement: string, at: Node = node): Mutation[] => [
    { operator, start: at.start, end: at.end, replacement },
  ];
  switch (node.type) {
    case 'IfStatement':
      return [...become('negate', `!(${text(child(node, 'test'))})`, child(node, 'test')), ...(leaves(node) ? become('drop if', '') : [])];
    case 'ConditionalExpression':
      return become('negate', `!(${text(child(node, 'test'))})`, child(node, 'test'));
    case 'BinaryExpression':
      return operatorMutation(node, source, { ...RELATIONS, ...SUMS });
    case 'AssignmentExpression':
      return operatorMutation(node, source, SUMS);
    case 'LogicalExpression':
      return logicalMutations(node, text, become);
    case 'CallExpression':
      return dropArgument(node);
    case 'Literal':
      return typeof node['value'] === 'number' ? become('off by one', String(node['value'] + 1)) : flip(node, become);
    case 'MemberExpression':
      return isLimit(text(node)) ? become('off by one', `(${text(node)} + 1)`) : [];
    case 'ExpressionStatement':
      return become('drop statement', ';');
    case 'FunctionDeclaration':
    case 'MethodDefinition':
      return returnEarly(node, text);
    default:
      return [];
  }
}

type Become = (operator: string, replacement: string, at?: Node) => Mutation[];

const leaves = (node: Node): boolean =>
  node['alternate'] === null && ['ReturnStatement', 'ThrowStatement', 'ContinueStatement', 'BreakStatement'].includes(child(node, 'consequent').type);

const isLimit = (text: string): boolean => /^(?:[\w.]+\.)?max[A-Z]\w*$/.test(text);

const flip = (node: Node, become: Become): Mutation[] =>
  typeof node['value'] === 'boolean' ? become('flip', String(!node['value'])) : [];

function operatorMutation(node: Node, source: string, swaps: Readonly<Record<string, string>>): Mutation[] {
  const operator = String(node['operator']);
  const swapped = swaps[operator];
  if (swapped === undefined) return [];
  const from = child(node, 'left').end;
  const start = source.indexOf(operator, from);
  return [{ operator: `${operator} for ${swapped}`, start, end: start + operator.length, replacement: swapped }];
}

function logicalMutations(node: Node, text: (part: Node) => string, become: Become): Mutation[] {
  const [left, right] = [child(node, 'left'), child(node, 'right')];
  switch (node['operator']) {
    case '&&':
      return become('&& for ||', `(${text(left)} || ${text(right)})`);
    case '||':
      return become('|| for &&', `(${text(left)} && ${text(right)})`);
    default: // the first fault of several rules: leave one of them out
      return [...become('left alone', `(${text(left)})`), ...become('right alone', `(${text(right)})`)];
  }
}

function dropArgument(node: Node): Mutation[] {
  const given = (node['arguments'] as unknown[]).filter(isNode);
  const last = given.at(-1);
  const before = given.at(-2);
  if (last === undefined || before === undefined) return [];
  return [{ operator: 'drop argument', start: before.end, end: last.end, replacement: '' }];
}

/** At the top of a rule: "nothing is wrong", or yes or no without looking. */
function returnEarly(node: Node, text: (part: Node) => string): Mutation[] {
  const made = node.type === 'MethodDefinition' ? child(node, 'value') : node;
  const { body, returnType } = made;
  if (!isNode(body) || !isNode(returnType)) return [];
  const type = text(returnType);
  const at = { start: body.start + 1, end: body.start + 1 };
  if (type.endsWith('| null')) return [{ operator: 'return early', ...at, replacement: ' return null;' }];
  if (!/^:\s*(?:boolean$|\w+ is )/.test(type)) return [];
  return [true, false].map((answer) => ({ operator: 'return early', ...at, replacement: ` return ${answer};` }));
}

function child(node: Node, field: string): Node {
  return asNode(node[field]);
}

function asNode(value: unknown): Node {
  if (!isNode(value)) throw new Error('the parser gives something else here');
  return value;
}

const isNode = (value: unknown): value is Node =>
  typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string' && 'start' in value;
