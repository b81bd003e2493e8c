import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { CommandFailure } from '../../engine/types.ts';
import { Notice } from '../../ui/Notice.tsx';
import { RuleName } from '../../ui/Why.tsx';
import { failureWords } from './failure-words.ts';

/** A command that did not happen: what was tried, why not, and what would change it. */
export function FailureNotice(props: { title: string; failure: CommandFailure; children?: ReactNode }) {
  const { t } = useTranslation();
  const { why, change } = failureWords(t, props.failure);
  return (
    <Notice
      kind={props.failure.code === 'offline' ? 'note' : 'error'}
      answer
      title={props.title}
      safe={why}
      {...(change === null ? {} : { todo: change })}
    >
      {props.children}
      {'rule' in props.failure && props.failure.rule !== null && <RuleName rule={props.failure.rule} />}
    </Notice>
  );
}
