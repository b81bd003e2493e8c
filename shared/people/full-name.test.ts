import { describe, expect, it } from 'vitest';
import { fullNameIn } from './full-name.ts';

describe('F239: a first and a last name', () => {
  it.each([
    // Said.
    ['My name is Anna Miller and I listen', 'Anna Miller'],
    ['my full name is: Anna Miller', 'Anna Miller'],
    ['MY NAME IS Anna Miller', 'Anna Miller'],
    ['Hi, I’m José García', 'José García'],
    ['I\'m Anna B. Miller', 'Anna B. Miller'],
    ['I am Peter van der Berg', 'Peter van der Berg'],
    ['I am Anne-Marie O\'Brien', 'Anne-Marie O\'Brien'],
    ['I go by Rory McDonald here', 'Rory McDonald'],
    ['Me llamo Ana de la Torre', 'Ana de la Torre'],
    ['Soy Ana María García', 'Ana María García'],
    ['Mi nombre completo es Luis Ortega', 'Luis Ortega'],
    // On a line of its own, as in a form.
    ['Name: Anna Miller', 'Anna Miller'],
    ['Full Name - Anna Miller', 'Anna Miller'],
    ['I like tea.\nName: Anna Miller\nAge: 34', 'Anna Miller'],
    ['Nombre: Ana García', 'Ana García'],
    ['Nombre y apellidos: Ana García López', 'Ana García López'],
    ['Last name: Miller', 'Miller'],
    ['My surname is Miller', 'Miller'],
    ['Mi apellido es García', 'García'],
    // With an age behind it.
    ['Anna Miller, 34, from Leeds', 'Anna Miller'],
    ['Anna Miller, 34', 'Anna Miller'],
    ['Anna Miller (34), Leeds', 'Anna Miller'],
    ['Hello! Anna Miller, 34 years old.', 'Anna Miller'],
    ['I listen at night. Anna Miller, 34 from Leeds', 'Anna Miller'],
    ['Ana García, 34 años, de Sevilla', 'Ana García'],
    ['Hola, Ana García, 34 de Sevilla', 'Ana García'],
    ['Anna Miller - 34', 'Anna Miller'],
  ])('%s', (text, name) => {
    expect(fullNameIn(text)).toBe(name);
  });

  it.each([
    // First names are fine, also those of two words.
    'My name is Anna', 'I am Anna, and I like tea', 'Soy Ana', 'Name: Anna', 'Nombre: Ana', 'Anna, 34, from Leeds', 'Ana, 34 años, de Sevilla', 'Me llamo Ana María',
    'I\'m Mary Ann', 'Soy José Luis', 'Ana María, 34', 'Name: Rose',
    // Names that are words, and words that are names.
    'Rose, May, Hope', 'Rose, May, Hope, 34 of them', 'I love Rose and May, and Hope too', 'Hope May come', 'In May, Rose and Hope bloom', 'Grace and Faith, 20 minutes a day', 'Will May be better?',
    'I am so tired', 'I am Welsh', 'I am African American', 'I\'m Puerto Rican', 'I am a New Zealander', 'This is New York', 'call me any time', 'This is Mental Health Week', 'soy de Buenos Aires', 'Soy Testigo de Jehová',
    // Days, places and books, with numbers behind them.
    'Good Friday, 25 of us', 'Christmas Eve, 24 December', 'New York, 34 degrees', 'Since Monday, 20 minutes', 'Viernes Santo, 18 de abril', 'Semana Santa, 34 personas', 'Los Angeles, 34', 'Jane Eyre, 500 pages',
    'Harry Potter, 21 hours of it', 'We read Jane Eyre, 34, again', 'Chapter: Anna Karenina', 'Username: Quiet Harbour', 'Screen name: Quiet Harbour', 'My dog\'s name: Old Tom', 'a name - Quiet Harbour - that I like',
    'My last name is secret', 'Mi apellido es un secreto', 'name: anna miller', 'Me gustan Rosa, Alba y Luz', 'Rosa y Alba, 20 minutos', '',
  ])('no full name: %s', (text) => {
    expect(fullNameIn(text)).toBeNull();
  });

  it('C10: stays quick on what is made to be slow', () => {
    const began = performance.now();
    for (const part of ['Anna ', 'Anna Miller, ', 'I am Anna-', 'name: Anna de la ', '- ', 'My name is ']) fullNameIn(part.repeat(20_000));
    expect(performance.now() - began).toBeLessThan(1_000);
  });
});
