import { inDocuments, inFile, type Defence } from './defence.ts';

/** Around the gate: who is there, what is asked for, what is in memory, and what a refusal leaves behind. */
export const AROUND_DEFENCES: readonly Defence[] = [
  ...inDocuments('roster', [
    ['W11', 'a client id under which somebody else is here', '!this.#whoByClient.has(client) && mayUse(client)', 'mayUse(client)'],
    ['W11', 'a removal by one who shows nothing', 'states.find(({ client, state }) => state !== null && ', 'states.find(({ client }) => '],
    ['W11', 'two states of one channel', "before !== undefined && before.client !== shown.client ? this.leave(who, wallMs) : []", '[]'],
    ['W12', 'a state that nobody stands for', '{ typing: state.typing, account };', "{ typing: state.typing, account: '' as AccountId };"],
    ['W14', 'one who fell silent', 'if (nowMs - heardAtMs >= OUTDATED_MS) continue;', ''],
  ]),
  ...inDocuments('presence', [
    ['W12', 'what else a client shows', "typing: 'typing' in state && state.typing === true", "typing: (state as { typing: boolean }).typing"],
    ['W11', 'too long a state', 'if (update.length > WIRE.maxPresenceBytes) return null;', ''],
    ['W11', 'invented client ids past 32 bits', 'client > MAX_CLIENT_ID || ', ''],
  ]),
  ...inDocuments('attendance', [
    ['W11', "another's client id that stands before one's own", 'return owner === null || owner === account;', 'return true;'],
    ['C8', 'invented client ids past the quota', 'if (!this.#document.claim(picked.client, account)) return null;', 'this.#document.claim(picked.client, account);'],
    ['D3', 'one who may only read', 'if (!mayBeSeen(rights) || (!mayBind', 'if ((!mayBind'],
    ['D3', 'one whose right went while it was on its way', 'if (channel.rights === null || !mayBeSeen(channel.rights)) return toItselfAlone();', ''],
  ]),
  ...inDocuments('standing', [
    ['W4', "telling that another's document is there", 'open ? CLOSE.forbidden : CLOSE.notFound', 'CLOSE.forbidden'],
    ['W4', 'a document that is not there', "if (facts === null) return { at: 'closed', code: CLOSE.notFound };", "if (facts === null) return { at: 'closed', code: CLOSE.forbidden };"],
    ['W4', 'reading without the right to', 'if (rights.read.allowed) {', 'if (true) {'],
  ]),
  ...inDocuments('judge-channel', [
    ['D3', 'an older answer that overwrites a newer one', 'if (asked !== judging.asked) continue;', ''],
    ['W14', 'one who may not take part any more', 'if (channel.rights !== null && !mayBeSeen(channel.rights)) channel.room?.signOff(channel);', ''],
  ]),
  ...inDocuments('judge-update', [
    ['G12', 'one who has used up their share', "if (work.waitMs(account, fromMs) > 0) return refused('G12', 'too-fast', 'over the budget of work');", ''],
    ['C9', 'a flood of messages', "if (pace !== null && !messages.has(pace.key, pace.rate, nowMs)) return refusedHere('too-fast', 'over the rate');", ''],
    ['G27', 'a flood of marks', "if (verdict.marks > 0 && !marks.has(account, MARK.rate, nowMs)) return refused('G27', 'too-fast', 'over the rate of marks');", ''],
    ['A3', 'changes that cannot be kept', 'if (!isWritable()) return', 'if (false) return'],
  ]),
  ...inDocuments('room', [
    ['D6', 'taking what was refused for admitted', 'if (verdict.ok) {', 'if (verdict.ok || true) {'],
    ['W10', 'one who is refused again and again', 'const count = channel.session.refused(timers.monotonicMs());', 'const count = null;'],
    ['A10', 'unloading what is on its way to the disk', ' && this.#committing === null;', ';'],
    ['A10', 'unloading what waits for its turn', 'this.#inbox.length === 0 && this.#committing', 'this.#committing'],
    ['W7', 'telling before it is durable', 'await commits.add(drained.change);', 'this.#tell(items, drained.updates, afterwards), await commits.add(drained.change);'],
  ]),
  ...inDocuments('answers', [
    ['G12', 'one who asks for the state again and again', 'if (waitMs > 0) return channel.answerLater(stateVector, waitMs);', ''],
    ['GATE, Work', 'an answer that is made anew for each who asks', 'if (known !== undefined) return known;', ''],
  ]),
  ...inDocuments('live-document', [
    ['GATE, Work', 'a state that is encoded anew for each who asks', 'const known = this.#state?.deref();\n    if (known !== undefined) return known;', ''],
    ['G2', 'passing on what came, and not only what became of it', 'Y.applyUpdate(this.doc, update);', 'Y.applyUpdate(this.doc, update), this.#updates.push(update);'],
    ['GATE, Work', 'a state that is kept past a change', 'this.#state = null;\n', ''],
  ]),
  ...inDocuments('shelf', [
    ['A10', 'unloading what somebody is about to use', 'place.live === null || place.pins > 0 || ', 'place.live === null || '],
    ['A10', 'unloading what somebody has open', ' || !place.live.isIdle) return;', ') return;'],
    ['A10', 'a room that was dropped while it was loaded', 'if (this.#places.get(name) !== place) continue;', ''],
  ]),
  ...inFile('renderer/engine/speaker.ts', [['G14', 'refused words in the other windows', '    disableBc: true,\n', '']]),
];
