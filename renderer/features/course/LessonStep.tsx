import { Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { unreachable } from '#shared/result.ts';
import type { LessonStep, QuizQuestion } from '../../content/course/schema.ts';
import { Blocks } from '../../ui/Blocks.tsx';
import type { PlayerProps } from './LessonPlayer.tsx';
import { Options } from './Options.tsx';
import { choose, pick } from './progress.ts';
import { Said } from './Said.tsx';
import { useChangeOf } from './use-course.ts';
import { WriteStep } from './WriteStep.tsx';
import styles from './course.module.css';
import pageStyles from './lesson.module.css';

export const Heading = (props: { children: string }) => (
  <Title order={2} tabIndex={-1} className={pageStyles.heading}>
    {props.children}
  </Title>
);

/** One step of a lesson: to read, to compare, to choose, or to write. */
export function Step(props: PlayerProps & { step: LessonStep; first: boolean }) {
  const { t } = useTranslation('course');
  const { step, lesson, first } = props;
  return (
    <>
      {first && (
        <p className={pageStyles.aim}>
          {lesson.summary} {t('lesson.aim')}: {lesson.aim}
        </p>
      )}
      <Content {...props} step={step} />
    </>
  );
}

function Content(props: PlayerProps & { step: LessonStep }) {
  const { step } = props;
  switch (step.kind) {
    case 'read':
      return (
        <>
          <Heading>{step.heading}</Heading>
          <Blocks blocks={step.blocks} />
        </>
      );
    case 'example':
      return <Example step={step} />;
    case 'choose':
      return <Choose {...props} step={step} />;
    case 'rewrite':
      return <WriteStep {...props} step={step} />;
    default:
      return unreachable(step);
  }
}

/** The same line answered twice. Which of the two listens is told in words, not by a colour. */
function Example({ step }: { step: Extract<LessonStep, { kind: 'example' }> }) {
  const { t } = useTranslation('course');
  return (
    <>
      <Heading>{step.heading}</Heading>
      <p className={styles.text}>{step.setting}</p>
      <Said by={t('lesson.wrote')} text={step.seeker} />
      {(['poor', 'good'] as const).map((fit) => (
        <div key={fit} className={pageStyles.answer} data-tone={fit}>
          <Said by={t(fit === 'poor' ? 'lesson.answer' : 'lesson.otherAnswer')} text={step[fit].reply} mine />
          <p>
            <strong>{t(`lesson.fit.${fit}`)}.</strong> {step[fit].why}
          </p>
        </div>
      ))}
    </>
  );
}

function Choose(props: PlayerProps & { step: Extract<LessonStep, { kind: 'choose' }> }) {
  const { t } = useTranslation('course');
  const { part, lesson, row, step } = props;
  const change = useChangeOf(part, lesson.id);
  const options = step.options.map(({ reply, fit, why }) => ({ text: reply, why, tone: fit, word: t(`lesson.fit.${fit}`) }));
  return (
    <>
      <Heading>{t('lesson.choose')}</Heading>
      <Said by={t('lesson.wrote')} text={step.seeker} />
      <p className={styles.text}>{step.ask}</p>
      <Options
        label={t('lesson.replies')}
        options={options}
        picked={row?.chosen[step.id] ?? null}
        pick={(option) => void change((before, nowMs) => choose(before, step.id, option, nowMs))}
      />
    </>
  );
}

/** A question of the quiz: answered at once, with the reason, and again as often as one likes. Nothing is counted. */
export function Question(props: PlayerProps & { question: QuizQuestion }) {
  const { t } = useTranslation('course');
  const { part, lesson, row, question } = props;
  const change = useChangeOf(part, lesson.id);
  const options = question.options.map(({ text, right, why }) => ({
    text,
    why,
    tone: right ? ('good' as const) : ('partly' as const),
    word: t(right ? 'lesson.right' : 'lesson.notThis'),
  }));
  return (
    <>
      <Heading>{t('lesson.question', { number: lesson.quiz.indexOf(question) + 1, of: lesson.quiz.length })}</Heading>
      <p className={pageStyles.ask}>{question.ask}</p>
      <Options
        label={t('lesson.answers')}
        options={options}
        picked={row?.answers[question.id]?.picked ?? null}
        pick={(option) => void change((before, nowMs) => pick(before, lesson, question.id, option, nowMs))}
      />
    </>
  );
}
