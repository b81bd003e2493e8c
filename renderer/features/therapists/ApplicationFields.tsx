import { useMemo, useState } from 'react';
import { Button, NativeSelect, Textarea, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { KEEPING, THERAPIST } from '#shared/limits.ts';
import { countriesBy } from '#shared/people/countries.ts';
import type { OwnTherapist } from '#shared/people/therapist.ts';
import { useConnection, useEngine } from '../../app/context.tsx';
import { useDraft } from '../../app/use-draft.ts';
import { useReadable } from '../../app/use-readable.ts';
import type { Draft } from '../../engine/draft.ts';
import { FailureNotice } from '../account/FailureNotice.tsx';
import { useCommand } from '../account/use-command.ts';
import { applicationForm, formOf, formWords, isUntouched, parseForm, type ApplicationForm } from './application-form.ts';
import styles from './therapists.module.css';

interface Props {
  readonly licence: OwnTherapist['licence'];
  /** The relay has it. */
  readonly again: () => void;
}

/** Name, licence and a few words, kept as a draft until the relay has them (F042, F229). Says who reads what of it. */
export function ApplicationFields(props: Props) {
  const draft = useDraft('therapist/own');
  return draft === null ? null : <Loaded {...props} draft={draft} />;
}

function Loaded(props: Props & { draft: Draft }) {
  const content = useReadable(props.draft.content);
  if (content === null) return null;
  const kept = applicationForm.safeParse(content.form);
  return <Fields {...props} form={kept.success ? kept.data : formOf(props.licence)} />;
}

function Fields({ licence, again, draft, form }: Props & { draft: Draft; form: ApplicationForm }) {
  const { t, i18n } = useTranslation('therapists');
  const { therapists } = useEngine();
  const online = useConnection().at === 'online';
  const { state, run, reset } = useCommand();
  const [asked, setAsked] = useState(false);
  const countries = useMemo(() => countriesBy(i18n.language), [i18n.language]);
  const parsed = parseForm(form);
  const wrong = asked && 'wrong' in parsed ? parsed.wrong : null;
  const leadsOutside = 'outside' in parsed;
  const wrongWords = t(leadsOutside ? 'apply.outside' : 'apply.wrong');
  const set = (change: Partial<ApplicationForm>): void => {
    const next = { ...form, ...change };
    reset();
    if (isUntouched(next, licence)) draft.sent();
    else draft.set(formWords(next), next);
  };
  const send = async (): Promise<void> => {
    setAsked(true);
    if ('wrong' in parsed) return;
    const sent = await run(() => therapists.apply(parsed.application));
    if (sent?.ok !== true) return;
    draft.sent();
    again();
  };
  const field = (key: 'legalName' | 'region' | 'number', max: number) => (
    <TextInput
      size="md"
      label={t(`apply.${key}`)}
      description={t(`apply.${key}Hint`)}
      autoComplete="off"
      spellCheck={false}
      dir="auto"
      required={key !== 'region'}
      maxLength={max}
      value={form[key]}
      error={wrong === key ? wrongWords : undefined}
      onChange={(event) => set({ [key]: event.currentTarget.value })}
    />
  );
  return (
    <form
      className={styles.form}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      {field('legalName', THERAPIST.maxLegalNameLength)}
      <NativeSelect
        size="md"
        label={t('apply.country')}
        required
        value={form.country}
        error={wrong === 'country' ? t('apply.wrong') : undefined}
        onChange={(event) => set({ country: event.currentTarget.value })}
        data={[{ value: '', label: t('apply.chooseCountry') }, ...countries]}
      />
      {field('region', THERAPIST.maxRegionLength)}
      {field('number', THERAPIST.maxLicenceNumberLength)}
      <Textarea
        size="md"
        label={t('apply.statement')}
        description={t('apply.statementHint', { count: KEEPING.maxApplicationLength })}
        autoComplete="off"
        autosize
        minRows={3}
        required
        dir="auto"
        maxLength={KEEPING.maxApplicationLength}
        value={form.text}
        error={wrong === 'text' ? t('apply.wrong') : undefined}
        onChange={(event) => set({ text: event.currentTarget.value })}
      />
      <p className={styles.quiet}>{t('apply.whoSees')}</p>
      {state.at === 'failed' && <FailureNotice failure={state.failure} />}
      <Button type="submit" disabled={!online || state.at === 'busy'}>
        {t(licence === null ? 'apply.send' : 'apply.sendChange')}
      </Button>
    </form>
  );
}
