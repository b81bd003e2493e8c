import { useCallback, useState, type ReactNode } from 'react';
import { TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { TEXT } from '#shared/limits.ts';
import type { CommandResult } from '../../engine/types.ts';
import { FailureNotice } from '../account/FailureNotice.tsx';
import { useAsked } from './use-asked.ts';
import styles from './house.module.css';

interface Props<Page extends { readonly more: boolean }, Act> {
  /** Those whose names begin so; the same function from one rendering to the next. */
  readonly read: (text: string) => CommandResult<Page>;
  /** A row for each of them, or what stands there where there is nobody. `ask` opens the dialog of an act. */
  readonly rows: (page: Page, ask: (act: Act) => void) => readonly ReactNode[];
  readonly none: ReactNode;
  readonly renderDialog: (act: Act, close: () => void, done: () => void) => ReactNode;
}

/** People whom the house keeps a list of, found by the beginning of their name, with an act on one of them at a time. */
export function PeopleByName<Page extends { readonly more: boolean }, Act>({ read, rows, none, renderDialog }: Props<Page, Act>) {
  const { t } = useTranslation('house');
  const [text, setText] = useState('');
  const { answer, again } = useAsked(useCallback(() => read(text), [read, text]));
  const [asking, setAsking] = useState<{ readonly act: Act } | null>(null);
  const close = (): void => setAsking(null);
  const done = (): void => {
    close();
    void again();
  };
  const shown = answer?.ok === true ? rows(answer.value, (act) => setAsking({ act })) : null;
  return (
    <>
      <TextInput
        className={styles.measure}
        type="search"
        label={t('therapists.find')}
        leftSection="@"
        autoComplete="off"
        spellCheck={false}
        maxLength={TEXT.maxNameLength + 1}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      {answer?.ok === false && <FailureNotice failure={answer.error} />}
      {shown !== null && shown.length === 0 && none}
      {shown !== null && <ul className={styles.rows}>{shown}</ul>}
      {answer?.ok === true && answer.value.more && <p className={styles.quiet}>{t('therapists.more')}</p>}
      {asking !== null && renderDialog(asking.act, close, done)}
    </>
  );
}
