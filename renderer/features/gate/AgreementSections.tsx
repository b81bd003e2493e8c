import { Title } from '@mantine/core';
import type { AgreementSection } from '../../content/agreements/agreement.ts';

/** The long form of a text of ours. */
export const AgreementSections = (props: { sections: readonly AgreementSection[]; order?: 2 | 4 | 5 }) =>
  props.sections.map((section) => (
    <section key={section.heading}>
      <Title order={props.order ?? 5} size="h3">
        {section.heading}
      </Title>
      {section.paragraphs.map((paragraph) => (
        <p key={paragraph}>{paragraph}</p>
      ))}
    </section>
  ));
