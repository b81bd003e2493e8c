/**
 * Rules, by the id under which POLICY.md states them. Texts for people are under `rules.<id>` in the translation
 * files: why, and what would change the answer.
 */
export const RULES = [
  'P1-signed-in',
  'P2-not-banned',
  'P3-consent',
  'P4-own-only',
  'P5-seekers-ask',
  'P6-one-request',
  'P7-listeners-take',
  'P8-age-groups-apart',
  'P9-first-wins',
  'P10-blocked',
  'P11-not-oneself',
  'P12-parties-only',
  'P13-chat-closed',
  'P14-own-words',
  'P15-listener-blocks',
  'P16-guests-only',
  'P17-relay-writes',
  'P18-enough-chats',
  'P19-chat-gone',
  'P20-ages-parted',
  'P21-page-readers',
  'P22-page-editors',
  'P23-granted-paths',
  'P24-listener-agreement',
  'P30-own-age-group',
  'P31-no-guest-profiles',
  'P32-listeners-own',
  'P33-experienced-start',
  'P34-not-open-to-this',
  'P35-on-a-break',
  'P36-listeners-hear',
  'P37-not-free',
  'P38-messages-wait',
  'P39-invited-once',
  'P40-held',
  'P41-needs-role',
  'P42-from-above',
  'P43-not-oneself',
  'P44-own-capabilities',
  'P45-one-appeal',
  'P46-adult-listeners',
  'P47-one-application',
  'P48-fixed-role',
  'P49-no-guest-roles',
  'P50-nothing-to-appeal',
  'P51-account-of-its-own',
  'P52-entries-for-therapists',
  'P53-entry-runs',
  'P56-age-said',
  'P57-age-as-noted',
  'P58-track-in-use',
  'P59-impartial',
  'P60-guests-keep-names',
  'P61-needs-password',
  'P62-guests-show-letters',
  'P63-picture-taken-away',
  'P64-asked-often',
  'P65-adult-by-own-wish',
  'P66-after-a-no',
  'P67-course-first',
  'P68-old-enough',
] as const;
export type RuleId = (typeof RULES)[number];

/** What would change the answer; `none` when nothing the person can do would. */
export const REMEDIES = ['sign-in', 'consent', 'end-a-chat', 'withdraw-first', 'wait', 'agree', 'become-member', 'return', 'appeal', 'none'] as const;
export type Remedy = (typeof REMEDIES)[number];

export type Verdict =
  | { readonly allowed: true }
  | { readonly allowed: false; readonly rule: RuleId; readonly remedy: Remedy };

export const ALLOWED: Verdict = { allowed: true };

export const denied = (rule: RuleId, remedy: Remedy = 'none'): Verdict => ({ allowed: false, rule, remedy });
