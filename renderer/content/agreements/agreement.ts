import type { AgreementName } from '#shared/people/consent.ts';

/**
 * A text that people are asked to agree to (F087, F089, F090): a few plain sentences first, then the whole. Written by
 * us in each language, not translated by machine; `version` is the one in #shared/people/consent.ts.
 */
export interface AgreementText {
  readonly name: AgreementName | 'listener';
  readonly version: string;
  /** The day somebody last read it through and found it true, as an ISO date. */
  readonly reviewedOn: string;
  readonly title: string;
  /** The whole in a few sentences; shown first. */
  readonly summary: readonly string[];
  readonly sections: readonly AgreementSection[];
  /** What is different from the version before, in a few sentences; none for a first one. */
  readonly changes?: readonly string[];
}

export interface AgreementSection {
  readonly heading: string;
  readonly paragraphs: readonly string[];
}

/** The statement one makes about oneself (F080). */
export interface CertificationText {
  readonly version: string;
  readonly reviewedOn: string;
  readonly statement: string;
  /** Each part of the statement, so that nobody signs a sentence they had to untangle. */
  readonly parts: readonly string[];
  readonly why: string;
  /** What is different from the version before, in a few sentences; none for a first one. */
  readonly changes?: readonly string[];
}

/** The statement in the shape of the others, so that whoever made it once sees what changed as they do of those (F089). */
export const certificationAsText = ({ statement, parts, why, ...rest }: CertificationText): AgreementText => ({
  ...rest, name: 'certification', title: statement, summary: [], sections: [{ heading: statement, paragraphs: [...parts, why] }],
});

export interface Agreements {
  readonly member: AgreementText;
  readonly privacy: AgreementText;
  readonly certification: CertificationText;
  /** For those who listen (F088); its version is in #shared/people/course.ts. */
  readonly listener: AgreementText;
  readonly guidelines: GuidelinesText;
}

/** How people treat each other here (F097). Nobody ticks it: it is readable by everybody, at any time. */
export interface GuidelinesText {
  readonly reviewedOn: string;
  readonly lead: string;
  readonly sections: readonly AgreementSection[];
}
