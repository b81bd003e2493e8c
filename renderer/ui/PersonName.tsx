import { useTranslation } from 'react-i18next';
import { FORGOTTEN_NAME, UNKNOWN_NAME } from '#shared/people/unknown.ts';

/**
 * Somebody's name with its sign. Set apart from the text around it: where that runs from right to left, `@` stays in front.
 * Of somebody who is not to be seen it says so, in the reader's language (F164).
 */
export function PersonName(props: { name: string }) {
  const { t } = useTranslation('people');
  if (props.name === UNKNOWN_NAME) return <bdi>{t('unknown')}</bdi>;
  // Nobody can be called so: it stands where an account was erased (RELIABILITY H3).
  if (props.name === FORGOTTEN_NAME) return <bdi>{t('keys:deleted')}</bdi>;
  return <bdi dir="ltr">@{props.name}</bdi>;
}
