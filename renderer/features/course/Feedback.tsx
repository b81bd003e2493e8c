import { useEffect, useRef } from 'react';
import { Button, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import type { Practice } from '../../content/course/schema.ts';
import { Page } from '../../ui/Page.tsx';
import { feedbackOn, type SkillFeedback } from './practice/feedback.ts';
import type { PracticeState } from './practice/state.ts';
import { Said } from './Said.tsx';
import { Transcript } from './Transcript.tsx';
import styles from './course.module.css';
import pageStyles from './lesson.module.css';

/** What one's replies did, skill by skill and by one's own words (F193, F198). Nobody is graded, and one may try again. */
export function Feedback({ practice, chat, again }: { practice: Practice; chat: PracticeState; again: () => void }) {
  const { t } = useTranslation('course');
  const told = feedbackOn(chat);
  const top = useRef<HTMLDivElement>(null);
  useEffect(() => top.current?.focus(), []);
  const name = `@${practice.name}`;
  return (
    <Page title={t('feedback.title')} windowTitle={t('place')} lead={<p>{practice.title}</p>}>
      <div ref={top} tabIndex={-1} className={pageStyles.heading}>
        <p className={styles.text}>{t(`feedback.${chat.end ?? 'stopped'}`, { name })}</p>
      </div>
      {told.length === 0 && <p className={styles.text}>{t('feedback.nothing')}</p>}
      {told.map((one) => (
        <OneSkill key={one.skill} {...one} />
      ))}
      {told.length > 0 && <p className={styles.quiet}>{t('feedback.limits')}</p>}
      <section className={styles.shelf}>
        <Title order={2}>{t('feedback.there')}</Title>
        {practice.afterwards.map((text) => (
          <p key={text} className={styles.text}>
            {text}
          </p>
        ))}
      </section>
      <details className={pageStyles.sources}>
        <summary>{t('feedback.read')}</summary>
        <Transcript name={practice.name} chat={chat} />
      </details>
      <div className={styles.row}>
        <Button onClick={again}>{t('feedback.again')}</Button>
        <Button component={Link} href="/learn" variant="default">
          {t('feedback.others')}
        </Button>
      </div>
    </Page>
  );
}

function OneSkill({ skill, level, quote }: SkillFeedback) {
  const { t } = useTranslation('course');
  return (
    <section className={styles.skill}>
      <Title order={2} size="h3">
        {t(`feedback.skill.${skill}`)}
      </Title>
      <p className={styles.text}>{t(`feedback.${skill}.${level}`)}</p>
      {quote !== null && (
        <>
          <Said by={t('feedback.youWrote')} text={quote.text} mine />
          <p className={styles.quiet}>
            {t(`did.${quote.mark}`)}
            {quote.effect !== 'held' && <> {t(`effect.${quote.effect}`)}</>}
          </p>
        </>
      )}
    </section>
  );
}
