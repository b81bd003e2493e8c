import { useTranslation } from 'react-i18next';

export function AgeDraftName() {
  const { t } = useTranslation('standing');
  return <>{t('age.title')}</>;
}
