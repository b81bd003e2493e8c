/**
 * The rules of GATE-RULES.md that can refuse an update, each in one line for whoever runs or mends a relay (G8). Closed: it is
 * a label of the metrics. Those that are missing refuse nothing. The person reads the wording of the code instead.
 */
export const GATE_RULES = {
  G3: 'a client id belongs to the account that used it first, and each account has a quota of them',
  G5: 'what an update depends on is there, and it leaves no gap',
  G6: 'bytes, counts, depths, clocks and steps of work are bounded, and what Yjs never writes is refused',
  G7: 'a log holds plain JSON that matches its schema, in its entries or under a key of its marks',
  G9: 'an entry is appended near the tail',
  G11: 'in a sync step 2 the deletes that delete something are bounded',
  G12: 'each account has a budget of the time of the relay',
  G15: 'an entry is in the name of its author, has an id of its own and a date of now',
  G16: 'a mark is set and cleared by its owner, under a key of the declared form',
  G17: 'who writes, marks and deletes in a log may do so by the rule book',
  G18: 'the bytes can be read',
  G19: 'who changes a page may edit it by the rule book',
  G20: 'an item of a page stands in the page, between two neighbours of one list',
  G21: 'a page holds the nodes and texts that are declared for each place',
  G22: 'a node has the attributes that are declared for it',
  G23: 'a text has the marks that are declared for it',
  G24: 'the size of a page, and the work of a change of it, are bounded',
  G26: 'a closed segment takes no entry',
  G27: 'marks have a rate, and a log has room for so many',
} as const satisfies Readonly<Record<`G${number}`, string>>;

export type GateRuleId = keyof typeof GATE_RULES;
