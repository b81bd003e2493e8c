import { useTranslation } from 'react-i18next';
import type { CountryNumbers } from './emergency.ts';
import styles from './help.module.css';

/** Whom to call in one country, largest of all. It asks for words and nothing else of the app, so that it also stands where that is broken (RELIABILITY G6). */
export function CallNumbers({ numbers }: { numbers: CountryNumbers }) {
  const { t } = useTranslation('help');
  return (
    <>
      <p className={styles.callLabel}>{t(numbers.call.length > 1 ? 'callOneOf' : 'call', { country: numbers.name })}</p>
      <ul className={styles.numbers}>
        {numbers.call.map((number) => (
          <li key={number}>
            <CallNumber number={number} />
          </li>
        ))}
      </ul>
    </>
  );
}

/** A number that a telephone can call, the same way round in every script. */
export const CallNumber = ({ number }: { number: string }) => (
  <a href={`tel:${number}`}>
    <bdi>{number}</bdi>
  </a>
);
