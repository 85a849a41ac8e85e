// Answers queries from the index files below /search/. It is the same, step by step, as
// src/search/engine/ behind `casebook search`; tests/ranking holds both to the same answers. Whoever changes
// one changes both. All weights, limits and tables come with the index, and none stands here; formats are
// told in src/search/. It touches no page.
/* exported casebookSearch */
/** Opens an index. `load` gives a promise of the value of a file, by its name. */
async function casebookSearch(load) {
  const entry = await load('index');
  const { tables, format } = entry;
  const { matching, spelling, ranking, excerpt: stretch, results } = entry.parameters;

  // Analysis, as in src/search/analysis/.
  const LETTER = '[\\p{Alphabetic}\\p{N}\\p{M}]';
  const oneOf = (letters, flags) => new RegExp(`[${letters}]`, flags);
  const unspaced = tables.ngrams.map(([, letters]) => letters);
  const RUN = new RegExp([
    ...unspaced.map((letters) => `(?:(?=${LETTER})[${letters}])+`),
    `(?:(?![${unspaced.join('')}])${LETTER}|[${tables.format}])+`,
  ].join('|'), 'gu');
  const NGRAMS = tables.ngrams.map(([size, letters]) => [size, new RegExp(`^[${letters}]`, 'u')]);
  const DROPPED = oneOf(tables.dropped, 'gu');
  const SPELT = oneOf(Object.keys(tables.spellings).join(''), 'gu');
  const ZEROS = [...tables.zeros].map((zero) => zero.codePointAt());
  const DIGIT = oneOf(ZEROS.map((zero) => `${String.fromCodePoint(zero)}-${String.fromCodePoint(zero + 9)}`).join(''), 'gu');
  const HYPHEN = oneOf(tables.hyphens, 'u');
  // The thousands of a number, before and behind a sign between them.
  const THOUSANDS = [
    new RegExp(`^\\p{N}{1,${tables.thousand}}$`, 'u'),
    new RegExp(`^[${tables.separators}]\\p{N}{${tables.thousand}}(?!${LETTER}|[${tables.format}])`, 'u'),
  ];

  function fold(word) {
    // eslint-disable-next-line no-control-regex
    if (/^[\x00-\x7f]*$/.test(word)) return word.toLowerCase();
    return word.normalize('NFKD').replace(DROPPED, '').toLowerCase()
      .replace(SPELT, (letter) => tables.spellings[letter])
      .replace(DIGIT, (digit) => digit.codePointAt() - ZEROS.findLast((zero) => zero <= digit.codePointAt()))
      .normalize('NFC');
  }

  /** Hands each word and n-gram to `take`: its form, where its run begins, and the length of a word. */
  function tokenize(text, take) {
    for (const { 0: run, index } of text.matchAll(RUN)) {
      const size = NGRAMS.find(([, letters]) => letters.test(run))?.[0];
      if (!size) {
        take(fold(run), index, run.length);
        continue;
      }
      const letters = [...fold(run)];
      for (let at = 0; at < Math.max(1, letters.length + 1 - size); at += 1) {
        take(letters.slice(at, at + size).join(''), index);
      }
    }
  }

  function formsOf(text) {
    const forms = [];
    tokenize(text, (form) => { forms.push(form); });
    return forms;
  }

  const letters = (form) => [...form].length;

  // Queries, as in engine/query.rs.
  const QUOTE = oneOf(tables.quotes, 'u');
  // What Rust takes for a space; \s has one more and one less.
  const SPACES = /^\p{White_Space}+/u;
  const END = oneOf(`\\p{White_Space}${tables.quotes}`, 'u');

  function parse(text) {
    const query = { terms: [], phrases: [], excluded: [] };
    let rest = text;
    for (;;) {
      rest = rest.replace(SPACES, '');
      const excluded = /^-[^ -]/.test(rest);
      if (excluded) rest = rest.slice(1);
      if (!rest) return query;
      const quoted = QUOTE.test(rest[0]);
      let segment;
      let open = false;
      if (quoted) {
        const inside = rest.slice(1);
        const end = inside.search(QUOTE);
        segment = end < 0 ? inside : inside.slice(0, end);
        rest = end < 0 ? '' : inside.slice(end + 1);
      } else {
        const end = rest.search(END);
        open = end < 0;
        segment = open ? rest : rest.slice(0, end);
        rest = open ? '' : rest.slice(end);
      }
      const terms = termsOf(segment, quoted);
      if (!terms.length) continue;
      const forms = terms.map(({ form }) => form);
      if (excluded) {
        query.excluded.push(forms);
        continue;
      }
      if (quoted && terms.length > 1) query.phrases.push(forms);
      // Behind a full stop or the like the word is over.
      terms.at(-1).open = open && /[\p{Alphabetic}\p{N}]$|[^\x00-\x7f]$/u.test(segment);
      for (const term of terms) query.terms.push({ ...term, position: query.terms.length });
    }
  }

  function termsOf(segment, quoted) {
    const terms = [];
    // Words with one hyphen between them are a compound, and so are the thousands of a number.
    let compound = [];
    let end = -1;
    let last;
    const close = () => {
      const isNumber = compound.every(({ form }) => /^\p{N}+$/u.test(form));
      if (compound.length > 1 && compound.length <= (isNumber ? tables.number : tables.compound)) {
        const joined = compound.map(({ form }) => form).join('').replace(/[^\p{Alphabetic}\p{N}]/gu, '');
        for (const term of compound) term.joined = joined;
      }
      compound = [];
    };
    tokenize(segment, (form, at, length) => {
      const term = { form, ngram: length === undefined, quoted, open: false };
      terms.push(term);
      const isNumber = () => THOUSANDS[0].test(last) && THOUSANDS[1].test(segment.slice(end));
      const joins = !term.ngram && at === end + 1 && (HYPHEN.test(segment[end]) || isNumber());
      if (!joins) close();
      if (term.ngram) end = -1;
      else {
        compound.push(term);
        end = at + length;
        last = segment.slice(at, end);
      }
    });
    close();
    return terms;
  }

  // Files, as in base91.rs, posting.rs and engine/dictionary.rs.
  const [FIRST, SKIPPED, BASE, SINGLE] = format.digits;
  const DOUBLE = SINGLE + (BASE - 1 - SINGLE) * BASE;
  const digit = (text, at) => {
    const code = text.charCodeAt(at);
    return code - FIRST - (code > SKIPPED ? 1 : 0);
  };

  /** Reads numbers from a text of digits. */
  class Numbers {
    constructor(text) {
      this.text = text;
      this.at = 0;
    }

    more() {
      return this.at < this.text.length;
    }

    one() {
      return digit(this.text, this.at++);
    }

    number() {
      const first = this.one();
      if (first < SINGLE) return first;
      if (first < BASE - 1) return SINGLE + (first - SINGLE) * BASE + this.one();
      return DOUBLE + (this.one() * BASE + this.one()) * BASE + this.one();
    }

    take(length) {
      return this.text.slice(this.at, this.at += length);
    }
  }

  /** For each document its number, the level, and the bits of its chunks. */
  function postings(text) {
    const numbers = new Numbers(text);
    // Each takes two digits or more.
    const list = new Uint32Array(text.length / 2 * 3);
    let size = 0;
    for (let after = 0; numbers.more(); size += 3) {
      const document = after + numbers.number();
      after = document + 1;
      const level = numbers.one();
      const kind = level % 3;
      list[size] = document;
      list[size + 1] = (level - kind) / 3;
      list[size + 2] = kind === 0 ? 1 : kind === 1 ? 2 << numbers.number() : numbers.number();
    }
    return list.slice(0, size);
  }

  /** For each title and heading the document, the section, and the length. */
  function headingPostings(text) {
    const numbers = new Numbers(text);
    const list = [];
    for (let document = 0; numbers.more();) {
      document += numbers.number();
      list.push(document, numbers.number(), numbers.number());
    }
    return list;
  }

  /** The documents of a value of a facet. */
  function documents(text) {
    const numbers = new Numbers(text);
    const list = [];
    for (let after = 0; numbers.more(); after = list.at(-1) + 1) list.push(after + numbers.number());
    return list;
  }

  function shardTable([starts, names]) {
    const list = starts.split(' ');
    const find = (form) => {
      let low = 0;
      let high = list.length;
      while (low < high) {
        const middle = (low + high) >> 1;
        if (list[middle] <= form) low = middle + 1;
        else high = middle;
      }
      return Math.max(0, low - 1);
    };
    return { find, name: (number) => names.slice(number * format.name, (number + 1) * format.name) };
  }

  function shard(text) {
    const lines = new Map();
    const [forms, ends = ''] = text.split('\n\n');
    const concepts = ends.split('\n').map((line) => ({ id: line.slice(0, format.concept), encoded: line.slice(format.concept) }));
    let before = '';
    for (const line of forms.split('\n')) {
      if (!line) continue;
      const [head, ...fields] = line.split('!');
      const form = before.slice(0, digit(head, 0)) + head.slice(2);
      // Behind an empty field come the names of concepts that begin so.
      const end = fields.indexOf('');
      const names = end < 0 ? [] : fields.splice(end).slice(1).map((field) => {
        const rest = field.split(' ');
        return { rest, concept: concepts[new Numbers(rest.pop()).number()] };
      });
      const groups = fields.map((field, place) => {
        if (field[0] !== ' ') return { key: `${form} ${place}`, encoded: field };
        const home = form.slice(0, digit(field, 1)) + field.slice(2, -1);
        return { key: `${home} ${digit(field, field.length - 1)}` };
      });
      lines.set(form, { form, common: digit(head, 1), groups, names });
      before = form;
    }
    return lines;
  }

  /** The concepts that a form is a name of by itself. */
  const conceptsOf = ({ names }) => names.filter(({ rest }) => !rest.length).map(({ concept }) => concept);

  // Spelling, as in engine/spelling.rs.
  function distance(a, b, most) {
    if (Math.abs(a.length - b.length) > most) return most + 1;
    let before = [];
    let last = Array.from({ length: b.length + 1 }, (_, at) => at);
    for (let i = 1; i <= a.length; i += 1) {
      const row = [i];
      for (let j = 1; j <= b.length; j += 1) {
        row[j] = Math.min(last[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1), last[j] + 1, row[j - 1] + 1);
        if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) {
          row[j] = Math.min(row[j], before[j - 2] + 1);
        }
      }
      if (Math.min(...row) > most) return most + 1;
      before = last;
      last = row;
    }
    return last[b.length];
  }

  /** The words nearest to a form: `lines` has pairs of a form and how common it is. */
  function nearest(form, lines) {
    const typed = [...form];
    if (typed.length < spelling.shortest) return [];
    const most = typed.length < spelling.long ? 1 : 2;
    let near = new Map();
    const digits = (form) => form.replace(/[^0-9]/g, '');
    for (const [other, common] of lines) {
      if (near.has(other) || digits(other) !== digits(form)) continue;
      // Who makes two mistakes has the first letter right.
      const limit = other[0] === form[0] ? most : 1;
      const far = distance(typed, [...other], limit);
      if (far <= limit) near.set(other, { form: other, far, common });
    }
    near = [...near.values()];
    const best = Math.min(...near.map(({ far }) => far));
    return near.filter(({ far }) => far === best)
      .sort((a, b) => b.common - a.common || (a.form < b.form ? -1 : 1)).slice(0, spelling.candidates);
  }

  /** The forms that share most of the beginning and differ in no more than an ending. */
  function related(form, forms) {
    const typed = [...form];
    const [part, whole] = spelling.shared;
    let most = 0;
    let list = [];
    for (const other of forms) {
      const letters = [...other];
      let shared = 0;
      while (shared < typed.length && typed[shared] === letters[shared]) shared += 1;
      const longer = Math.max(typed.length, letters.length);
      const few = shared < spelling.shortest || shared * whole < typed.length * part;
      if (few || longer - shared > spelling.ending || shared < most) continue;
      if (shared > most) [most, list] = [shared, []];
      list.push(other);
    }
    return list;
  }

  /** Whether a form names one thing exactly: an item, a file, a year. A name with a digit in it is a word. */
  const isIdentifier = (form) => /[0-9]/.test(form) && form.replace(/[0-9]/g, '').length < spelling.name;

  /** What an Arabic word may be without what is written together with it: article, conjunctions, prepositions. */
  const bareOf = (form) => [...tables.articles, ...tables.clitics].filter((start) => form.startsWith(start))
    .map((start) => form.slice(start.length)).filter((rest) => letters(rest) >= tables.bare);

  /** An Arabic word without its article. */
  function withoutArticle(form) {
    const article = tables.articles.find((article) => form.startsWith(article));
    const rest = article && form.slice(article.length);
    return rest && letters(rest) >= tables.bare ? rest : undefined;
  }

  // Ranking, as in engine/rank.rs.
  const inSteps = (score) => Math.round(score * ranking.steps) / ranking.steps;
  const headingLength = (form) => Math.min(ranking.letters, letters(form));

  /** Where a document begins in a list that has three numbers for each. */
  function placeOf(document, list) {
    let low = 0;
    let high = list.length / 3;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (list[middle * 3] < document) low = middle + 1;
      else high = middle;
    }
    return low * 3;
  }

  /**
   * The documents of a language, from `first` to `end`, that have any of the query, and what there is to know of each.
   * `share` is how much their scores count.
   */
  function rank(matches, first, end, share) {
    const size = end - first;
    const count = matches.length;
    const strengths = new Float64Array(size * count);
    const chunks = new Uint16Array(size * count);
    // Whether a document has a word by itself, and not another name for it: that alone says how rare it is.
    const exact = new Uint8Array(size * count);
    const weights = [];
    const headings = new Map();
    matches.forEach((match, number) => {
      const base = number * size - first;
      for (const { group, weight, isConcept } of match.postings) {
        const list = group.postings;
        for (let at = placeOf(first, list); list[at] < end; at += 3) {
          const document = list[at];
          const strength = weight * ((list[at + 1] + 0.5) / ranking.levels);
          if (!isConcept) exact[base + document] = 1;
          if (strength > strengths[base + document]) strengths[base + document] = strength;
          chunks[base + document] |= list[at + 2];
        }
        const places = group.headings;
        for (let at = placeOf(first, places); places[at] < end; at += 3) {
          const [document, section, length] = [places[at], places[at + 1], places[at + 2]];
          // Sections are numbers of 16 bits.
          const key = document * 65536 + section;
          let heading = headings.get(key);
          if (!heading) {
            // Other names of the document count as its title does.
            const isTitle = section === 0 || length > format.longest;
            headings.set(key, heading = { document, section, isTitle, length: length & format.longest, words: [] });
          }
          heading.words[number] = Math.max(heading.words[number] ?? 0, weight);
        }
      }
      const documents = exact.subarray(number * size, (number + 1) * size).reduce((sum, one) => sum + one, 0);
      const rarity = Math.log(1 + (size - documents + 0.5) / (documents + 0.5));
      weights.push(match.isLittle ? ranking.little * rarity : rarity);
    });
    // What a word was corrected to says no more than those that were typed right.
    const typed = weights.filter((_, number) => !matches[number].correction);
    const limit = typed.length ? Math.max(...typed) : Infinity;
    matches.forEach(({ correction }, number) => {
      if (correction) weights[number] = Math.min(weights[number], limit);
    });
    const total = weights.reduce((sum, weight) => sum + weight, 0);
    const titleFits = new Float64Array(size);
    const headingFits = new Float64Array(size);
    const sections = new Uint16Array(size);
    // How well a document fits each word by itself.
    const alone = strengths.slice();
    const fitOf = (letters, length) => ranking.partial + (1 - ranking.partial) * Math.min(1, letters / Math.max(1, length));
    const lengths = matches.map(({ form }) => headingLength(form));
    for (const { document, section, isTitle, length, words } of headings.values()) {
      let said = 0;
      let had = 0;
      words.forEach((weight, number) => {
        said += weights[number] * weight;
        had += lengths[number];
      });
      const fit = said / total * fitOf(had, length);
      const place = document - first;
      if (isTitle) {
        words.forEach((weight, number) => {
          const cell = number * size + place;
          alone[cell] = Math.max(alone[cell], inSteps(strengths[cell] + ranking.title * weight * fitOf(lengths[number], length)));
        });
      }
      if (isTitle) titleFits[place] = Math.max(titleFits[place], fit);
      else if (fit > headingFits[place] || (fit === headingFits[place] && section < sections[place])) {
        headingFits[place] = fit;
        sections[place] = section;
      }
    }
    const shares = new Float64Array(size);
    let most = 0;
    for (let place = 0; place < size; place += 1) {
      let has = 0;
      for (let number = 0; number < count; number += 1) if (strengths[number * size + place] > 0) has += weights[number];
      shares[place] = has;
      if (has / total > most) most = has / total;
    }
    const documents = [];
    const scores = new Float64Array(size);
    const chunkSum = (place, bit) => {
      let sum = 0;
      for (let number = 0; number < count; number += 1) if (chunks[number * size + place] >> bit & 1) sum += weights[number];
      return sum;
    };
    for (let place = 0; place < size; place += 1) {
      if (!shares[place]) continue;
      let words = 0;
      let any = 0;
      for (let number = 0; number < count; number += 1) {
        const cell = number * size + place;
        if (strengths[cell] > 0) words += weights[number] * strengths[cell];
        any |= chunks[cell];
      }
      // Most documents have but one chunk.
      let inChunk = any & (any - 1) ? 0 : shares[place];
      if (!inChunk) for (let bit = 0; any >> bit; bit += 1) inChunk = Math.max(inChunk, chunkSum(place, bit));
      // As much of it as the document has, and as stands together.
      const coverage = (shares[place] + inChunk) / 2 / total;
      const fit = words / total + ranking.title * titleFits[place] + ranking.heading * headingFits[place] +
        ranking.proximity * (inChunk / total);
      scores[place] = inSteps(share * (coverage * fit));
      documents.push(place + first);
    }
    const score = (document) => scores[document - first];
    /** What is needed to show one of them. */
    const detail = (document) => {
      const place = document - first;
      const of = (number) => number * size + place;
      return {
        section: headingFits[place] >= ranking.anchor && headingFits[place] > titleFits[place] ? sections[place] : 0,
        total,
        share,
        isTitled: titleFits[place] > 0,
        weights: weights.map((weight, number) => strengths[of(number)] > 0 ? weight : 0),
        chunks: matches.map((_, number) => chunks[of(number)]),
      };
    };
    const isEnough = new Uint8Array(size);
    for (const document of documents) isEnough[document - first] = shares[document - first] / total >= most * ranking.coverage;
    // The best document in the reader's language for any one word by itself is never left out.
    for (let number = 0; share === 1 && number < count; number += 1) {
      const of = alone.subarray(number * size, (number + 1) * size);
      const best = of.reduce((a, b) => Math.max(a, b), 0);
      if (best > 0) of.forEach((fit, place) => { if (fit >= best) isEnough[place] = 1; });
    }
    /** Whether one has enough of the query to be shown, compared with the best of its language. */
    const enough = (document) => isEnough[document - first] > 0;
    return { documents, score, detail, enough };
  }

  /** The best of the documents, the best first, and of equal ones those that come first. */
  function best(documents, score, most) {
    const list = [];
    for (const document of documents) {
      const here = score(document);
      if (list.length === most) {
        if (here <= score(list[most - 1])) continue;
        list.pop();
      }
      let at = list.length;
      while (at > 0 && here > score(list[at - 1])) at -= 1;
      list.splice(at, 0, document);
    }
    return list;
  }

  /**
   * Of the versions of each record the best, and of equal ones the one that comes first: a list of them, which it is for
   * another version, and which is shown for it: that in the reader's language where it fits nearly as well.
   */
  function oneOfEach(documents, score, own) {
    const best = new Map();
    const ofReader = new Map();
    for (const document of documents) {
      const record = recordOf[document];
      if (!best.has(record) || score(document) > score(best.get(record))) best.set(record, document);
      if (own && document >= own.first && document < own.end) ofReader.set(record, document);
    }
    const listed = documents.filter((document) => best.get(recordOf[document]) === document);
    const shown = (document) => {
      const own = ofReader.get(recordOf[document]) ?? document;
      return score(own) >= score(document) * ranking.version ? own : document;
    };
    return { listed, best: (document) => best.get(recordOf[document]), shown };
  }

  /** The number of the chunk of a document to show. */
  function bestChunk({ section, weights, chunks }, starts) {
    if (section) return Math.max(0, starts.findLastIndex((start) => start <= section * 2));
    let most = 0;
    let chunk = 0;
    starts.forEach((_, bit) => {
      const sum = weights.reduce((sum, weight, number) => sum + (chunks[number] >> bit & 1 ? weight : 0), 0);
      if (sum > most) [most, chunk] = [sum, bit];
    });
    return chunk;
  }

  // Excerpts, as in engine/excerpt.rs.
  /** For the words of a file that are of a name of a concept, by their place among all words: its id, and their place in the name. */
  function saidIn(text) {
    const said = new Map();
    const numbers = new Numbers(text);
    for (let at = 0; numbers.more();) {
      const code = numbers.number();
      const id = numbers.take(format.concept);
      const words = code % 2 ? numbers.number() + 2 : 1;
      at += code >> 1;
      for (let place = 0; place < words; place += 1) said.set(at + place, [...said.get(at + place) ?? [], { id, place }]);
    }
    return said;
  }

  /** Whether a word, as one of a name, is meant by the word at a place of a name of the same: at its own, and all that remain if it is the last. */
  const isMeantAt = (name, place) => place === name.place || (place > name.place && name.place + 1 === name.words);

  /** The words of a query in the texts of a file: in its title, and in the heading and the text of each section. */
  function marksOf([title, , , sections, names], matches) {
    const said = saidIn(names);
    let words = 0;
    const of = (text) => {
      const { marks, count } = marksIn(text, matches, said, words);
      words += count;
      return marks;
    };
    return { inTitle: of(title), inSections: sections.map(([heading, , text]) => ({ above: of(heading), there: of(text) })) };
  }

  /** The words of a query in a text that has so many before it in its file, and how many words it has. */
  function marksIn(text, matches, said, before) {
    const marks = [];
    let from = 0;
    let count = 0;
    tokenize(text, (form, at, length) => {
      const position = before + count;
      count += 1;
      let start = at;
      if (length === undefined) {
        // N-grams overlap, so each begins behind the first letter of the one before.
        start = text.indexOf(form, from);
        if (start < 0) return;
        from = start + String.fromCodePoint(form.codePointAt(0)).length;
      }
      const here = said.get(position) ?? [];
      const term = matches.findIndex(({ forms, names }) =>
        forms.has(form) || here.some(({ id, place }) => names.some((name) => name.id === id && isMeantAt(name, place))));
      if (term < 0) return;
      marks.push({ term, position, start, end: start + (length ?? form.length), isName: !matches[term].forms.has(form) });
    });
    return { marks, count };
  }

  /** The place so many letters from another. */
  function move(text, from, letters) {
    let at = from;
    for (let step = Math.abs(letters); step > 0 && (letters > 0 ? at < text.length : at > 0); step -= 1) {
      at += letters > 0
        ? String.fromCodePoint(text.codePointAt(at)).length
        : /[\udc00-\udfff]/.test(text[at - 1]) ? -2 : -1;
    }
    return at;
  }

  function excerpt([, , first, sections], one, { inTitle, inSections }, matches) {
    const sum = (terms) => [...terms].sort((a, b) => a - b).reduce((sum, term) => sum + one.weights[term], 0);
    const said = (marks) => sum(new Set(marks.map(({ term }) => term)));
    const adjacent = (marks) => {
      // Words in a row are all as far from their places in the query.
      const rows = new Map();
      for (const { term, position } of marks) {
        const shift = position - matches[term].position;
        if (!rows.has(shift)) rows.set(shift, new Set());
        rows.get(shift).add(term);
      }
      return Math.max(0, ...[...rows.values()].map(sum));
    };
    const says = (marks) => said(marks) + adjacent(marks);
    let longest = adjacent(inTitle);
    let best;
    sections.forEach(([heading, anchor, text], number) => {
      const { above, there } = inSections[number];
      longest = Math.max(longest, adjacent(there), adjacent(above));
      let most = 0;
      let marks = [];
      there.forEach(({ start }, at) => {
        const end = move(text, start, stretch.length - stretch.before);
        const last = there.findIndex((mark, other) => other >= at && mark.end > end);
        const inside = there.slice(at, last < 0 ? undefined : last);
        const score = says(inside);
        if (score > most) [most, marks] = [score, inside];
      });
      const wanted = one.section && one.section === first + number;
      const score = most + stretch.heading * said(above) + (wanted ? stretch.anchor : 0);
      // Nothing to read is worse than a text that has none of the words.
      if (!best || score > best.score || (score === best.score && !best.text)) best = { score, heading, anchor, text, marks };
    });
    let { text, marks } = best;
    let start = marks.length ? move(text, marks[0].start, -stretch.before) : 0;
    let end = move(text, start, stretch.length);
    if (start > 0) {
      const space = text.slice(start, marks[0].start).search(/[ \n]/);
      if (space >= 0) start += space + 1;
    }
    if (end < text.length) {
      const last = Math.min(end, marks.at(-1)?.end ?? start);
      const space = Math.max(text.lastIndexOf(' ', end - 1), text.lastIndexOf('\n', end - 1));
      if (space >= last) end = space;
    }
    const before = start > 0 ? '…' : '';
    const after = end < text.length ? '…' : '';
    marks = marks.filter((mark) => mark.end <= end)
      .map((mark) => [mark.start - start + before.length, mark.end - start + before.length]);
    return {
      anchor: best.anchor, heading: best.heading, marks, adjacent: longest,
      text: before + text.slice(start, end).replaceAll('\n', ' ') + after,
    };
  }

  /** For each word of a query what the text has of it, as it is written there: a form of it, and a word of another name. */
  function writtenIn([title, , , sections], { inTitle, inSections }) {
    const written = { forms: [], names: [] };
    const read = (text, marks) => {
      for (const { term, start, end, isName } of marks) written[isName ? 'names' : 'forms'][term] ??= text.slice(start, end);
    };
    read(title, inTitle);
    sections.forEach(([heading, , text], number) => {
      read(heading, inSections[number].above);
      read(text, inSections[number].there);
    });
    return written;
  }

  function hasPhrase([title, , , sections], phrase) {
    return [title, ...sections.flatMap(([heading, , text]) => [heading, text])].some((text) => {
      const forms = formsOf(text);
      return forms.some((_, at) => phrase.every((form, next) => forms[at + next] === form));
    });
  }

  // The index.
  const terms = shardTable(entry.terms);
  const reversed = shardTable(entry.reversed);
  const stopWords = new Set(entry.stop_words);
  const languages = entry.languages.map(([tag, kinds], number) => ({
    tag, kinds, first: kinds[0][1], end: entry.languages[number + 1]?.[1][0][1] ?? entry.documents,
  }));
  // Of each document its language and kind, the number of its language, and that of its record.
  const labels = Array(entry.documents);
  const languageOf = new Uint16Array(entry.documents);
  const recordOf = new Uint32Array(entry.documents);
  const gaps = new Numbers(entry.records);
  for (const [number, { tag: lang, kinds, first, end }] of languages.entries()) {
    for (const [kind, from] of kinds) labels.fill({ lang, kind }, from, end);
    languageOf.fill(number, first, end);
    for (let document = first, record = 0; document < end; document += 1, record += 1) {
      if (gaps.more()) record += gaps.number();
      recordOf[document] = record;
    }
  }
  const shards = new Map();
  const groups = new Map();

  const loadShard = (name) => {
    if (!shards.has(name)) shards.set(name, load(name).then(shard));
    return shards.get(name);
  };
  const shardOf = (form) => loadShard(terms.name(terms.find(form)));

  /** The shards that forms with that beginning lie in, as far as is sensible. */
  const beginning = (form) => {
    const from = terms.find(form);
    const to = Math.min(terms.find(`${form}\uffff`), from + matching.shards - 1);
    return Promise.all(Array.from({ length: to - from + 1 }, (_, at) => loadShard(terms.name(from + at))));
  };

  async function groupOf(key) {
    if (!groups.has(key)) {
      const [home, place] = key.split(' ');
      const { encoded } = (await shardOf(home)).get(home).groups[place];
      groups.set(key, decoded(encoded));
    }
    return groups.get(key);
  }

  function decoded(encoded) {
    const [before, after] = encoded.split(' ');
    return { postings: postings(before), headings: headingPostings(after) };
  }

  const reverse = (form) => [...form].reverse().join('');
  const sameEndAs = async (form) =>
    entry.reversed[1] ? loadShard(reversed.name(reversed.find(reverse(form)))) : new Map();

  /** The words that have one which the index does not know for their last part. */
  async function compoundsOf(form) {
    const typed = letters(form);
    if (typed < spelling.shortest) return [];
    const end = reverse(form);
    const found = [...(await sameEndAs(form)).values()]
      .filter((line) => line.form.startsWith(end) && letters(line.form) >= typed + spelling.start)
      .map(({ form, common }) => ({ form: reverse(form), common }));
    return found.sort((a, b) => b.common - a.common || (a.form < b.form ? -1 : 1)).slice(0, spelling.corrections)
      .map(({ form }) => [form, matching.related]);
  }

  const isKnown = async (form) => (await shardOf(form)).get(form)?.groups.length > 0;

  /** Whether a form is a word of documents or a name by itself. */
  async function isName(form) {
    const line = (await shardOf(form)).get(form);
    return line !== undefined && isWordOrName(line);
  }

  /**
   * What a word is likely to mean that the index does not know: words each with its weight, whether it is a mistake
   * that was corrected, or the parts of a compound.
   */
  async function meantBy(form, own, language, besideKnown) {
    const compounds = await compoundsOf(form);
    if (compounds.length) return { words: compounds };
    for (const bare of bareOf(form)) {
      if (await isName(bare)) return { words: [[bare, matching.related]] };
    }
    const lines = own.flatMap((lines) => [...lines.values()].filter(({ groups }) => groups.length));
    const few = besideKnown && letters(form) < spelling.beside;
    const sameEnd = few ? new Map() : await sameEndAs(form);
    const near = few ? [] : await likeliest(form, nearest(form, [
      ...lines.map(({ form, common }) => [form, common]),
      ...[...sameEnd.values()].map(({ form, common }) => [reverse(form), common]),
    ]), language, besideKnown);
    // What pages say comes before what is a name alone.
    if (!near.length && !few) {
      const names = own.flatMap((lines) => [...lines.values()].filter((line) => conceptsOf(line).length));
      near.push(...nearest(form, names.map(({ form, common }) => [form, common])).slice(0, spelling.corrections));
    }
    const corrected = { words: near.map(({ form, far }) => [form, matching.corrected[far > 1 ? 1 : 0]]), isCorrected: true };
    if (near[0]?.far <= 1) return corrected;
    const parts = await partsOf(form, own);
    if (parts) return { parts };
    for (const bare of /[0-9]/.test(form) ? [] : [form, ...bareOf(form)]) {
      const forms = bare === form ? lines : [...(await shardOf(bare)).values()].filter(({ groups }) => groups.length);
      const list = related(bare, forms.map(({ form }) => form));
      if (list.length) return { words: list.map((other) => [other, matching.related]), isCorrected: true };
    }
    return corrected;
  }

  /** Of words that are as near those that only have another ending, and those of the reader's language. */
  async function likeliest(form, near, language, besideKnown) {
    const endings = near.filter(({ form: other }) => other.startsWith(form) || form.startsWith(other));
    const list = endings.length ? endings : near;
    const isOwn = await Promise.all(list.map(({ form }) => isIn(form, language)));
    const own = list.filter((_, at) => isOwn[at]);
    return (own.length || besideKnown ? own : list).slice(0, spelling.corrections);
  }

  /** Whether any of these groups stands in documents of a language. */
  async function standsIn(keys, { first, end }) {
    for (const key of keys) {
      const { postings } = await groupOf(key);
      if (postings[placeOf(first, postings)] < end) return true;
    }
    return false;
  }

  /** Whether a form stands in documents of a language. */
  async function isIn(form, language) {
    return language !== undefined && standsIn(((await shardOf(form)).get(form)?.groups ?? []).map(({ key }) => key), language);
  }

  const beginOf = (form) => [...form].slice(0, spelling.shortest).join('');
  /** What is a word of documents or a name by itself. */
  const isWordOrName = (line) => line.groups.length > 0 || conceptsOf(line).length > 0;
  const partsIn = (shards) => shards.flatMap((lines) => [...lines.values()]).filter(isWordOrName).map(({ form }) => form);

  /** What a compound has for its last part: a word, or one with another ending. */
  async function lastPart(rest) {
    const words = partsIn(await Promise.all([shardOf(rest), shardOf(beginOf(rest))]));
    return words.includes(rest) ? rest : related(rest, words)[0];
  }

  /** The words that a compound consists of: the longest that it begins with, and what remains behind a linking letter. */
  async function partsOf(form, own) {
    if (!entry.compounds || letters(form) < spelling.compound) return undefined;
    const heads = new Set(partsIn([...own, await shardOf(beginOf(form))])
      .filter((word) => form.startsWith(word) && letters(word) >= spelling.start));
    for (const head of [...heads].sort((a, b) => b.length - a.length)) {
      for (const link of tables.links) {
        const rest = form.slice(head.length + link.length);
        if (!form.startsWith(link, head.length) || letters(rest) < spelling.start) continue;
        const last = await lastPart(rest);
        if (last) return [head, last];
      }
    }
    return undefined;
  }

  /** Marks the words that say little, if there are others. A query that cannot do without does not ask which they are. */
  async function markLittleWords(terms) {
    if (terms.length <= matching.sentence) return;
    const words = new Set((await load(entry.little)).split(' '));
    const isLittle = ({ form, quoted }) => !quoted && words.has(form);
    if (!terms.every(isLittle)) for (const term of terms) term.isLittle = isLittle(term);
  }

  /**
   * For each term the concepts that it names, alone or with those behind or before it, and its place in the name.
   * `dropped` has the words that the query is searched for without: a name may have them.
   */
  async function namedBy(terms, dropped, isLeftOut) {
    const named = terms.map(() => []);
    const shards = await Promise.all(terms.map((term) => (isLeftOut(term) ? new Map() : shardOf(term.form))));
    const is = ({ form, quoted }, word) => !quoted && (form === word || withoutArticle(form) === word);
    for (const [at, term] of terms.entries()) {
      for (const { rest: others, concept } of (!term.quoted && shards[at].get(term.form)?.names) || []) {
        const rest = others.filter((word) => !dropped.has(word));
        const behind = terms.slice(at + 1);
        if (rest.length > behind.length || !rest.every((word, next) => is(behind[next], word))) continue;
        for (let place = 0; place <= rest.length; place += 1) {
          named[at + place].push({ concept, place, words: rest.length + 1, weight: 1 });
        }
      }
    }
    return named;
  }

  /**
   * What a term stands for that names these concepts, and what it was corrected to: one match, or one for each part of
   * a compound. `language` is the reader's, and `besideKnown` tells whether there are words that the index knows.
   */
  async function match(term, concepts, language, besideKnown) {
    const { form } = term;
    const own = term.open ? await beginning(form) : [await shardOf(form)];
    const weights = new Map();
    const add = (line, weight) => {
      for (const { key } of line.groups) weights.set(key, Math.max(weights.get(key) ?? 0, weight));
    };
    const name = (line, weight) => {
      if (!term.quoted) concepts.push(...conceptsOf(line).map((concept) => ({ concept, place: 0, words: 1, weight })));
    };
    let exact = false;
    const addExact = (line, weight) => {
      exact ||= line.groups.length > 0;
      add(line, weight);
    };
    for (const lines of own) if (lines.has(form)) addExact(lines.get(form), 1);
    const joined = term.joined && (await shardOf(term.joined)).get(term.joined);
    if (joined) {
      addExact(joined, matching.joined);
      name(joined, matching.joined);
    }
    let completed = false;
    const typed = letters(form);
    if (term.open && (term.ngram || typed >= matching.prefix)) {
      for (const line of own.flatMap((lines) => [...lines.values()])) {
        if (line.form === form || !line.form.startsWith(form) || !line.groups.length) continue;
        completed = true;
        const share = typed / letters(line.form);
        add(line, matching.completed * share + (exact ? 0 : matching.begun));
      }
    }
    const seen = [...own];
    let correction;
    if (!exact && !completed && !concepts.length && !term.ngram && !term.quoted && !isIdentifier(form)) {
      const { words, isCorrected, parts } = await meantBy(form, own, language, besideKnown);
      if (parts) return (await Promise.all(parts.map(async (part) => {
        const named = conceptsOf((await shardOf(part)).get(part)).map((concept) => ({ concept, place: 0, words: 1, weight: 1 }));
        return match({ ...term, form: part, open: false }, named, language, true);
      }))).flat();
      if (isCorrected) correction = words[0]?.[0];
      for (const [form, weight] of words) {
        const lines = await shardOf(form);
        if (lines.has(form)) {
          add(lines.get(form), weight);
          name(lines.get(form), weight);
        }
        seen.push(lines);
      }
    }
    // What other languages alone have may be a mistake in the reader's.
    if (weights.size && !correction && !term.ngram && !term.quoted && !isIdentifier(form) && typed >= spelling.beside &&
      language && !await standsIn([...weights.keys()], language)) {
      const others = own.flatMap((lines) => [...lines.values()].filter(({ form: other, groups }) => groups.length && other !== form));
      const near = nearest(form, others.map(({ form, common }) => [form, common])).filter(({ far }) => far <= 1);
      for (const { form: other } of await likeliest(form, near, language, true)) {
        for (const lines of own) if (lines.has(other)) add(lines.get(other), matching.corrected[0]);
      }
    }
    const forms = new Set([...weights.keys()].map((key) => key.split(' ')[0]));
    for (const lines of seen) {
      for (const line of lines.values()) if (line.groups.some(({ key }) => weights.has(key))) forms.add(line.form);
    }
    const postings = await Promise.all([...weights].map(async ([key, weight]) => ({ group: await groupOf(key), weight })));
    const names = [];
    for (const { concept, place, words, weight } of concepts) {
      concept.group ??= decoded(concept.encoded);
      postings.push({ group: concept.group, weight: weight * matching.equivalent, isConcept: true });
      names.push({ id: concept.id, place, words });
    }
    return [{ form, position: term.position, isLittle: term.isLittle, postings, forms, names, correction }];
  }

  /** The records that have all words of something that is excluded, in some language. */
  async function excludedBy(query) {
    const out = new Set();
    for (const forms of query.excluded) {
      const lists = await Promise.all(forms.map(async (form) => {
        const list = new Set();
        for (const { key } of (await shardOf(form)).get(form)?.groups ?? []) {
          const { postings } = await groupOf(key);
          for (let at = 0; at < postings.length; at += 3) list.add(postings[at]);
        }
        return list;
      }));
      for (const document of lists[0]) if (lists.every((list) => list.has(document))) out.add(recordOf[document]);
    }
    return out;
  }

  async function texts(document) {
    const [size, names] = entry.directories;
    const directory = Math.floor(document / size);
    const text = entry.directory ?? await load(names.slice(directory * format.name, (directory + 1) * format.name));
    const numbers = new Numbers(text);
    for (let at = directory * size; ; at += 1) {
      const name = numbers.take(format.name);
      const starts = Array.from({ length: numbers.number() }, () => numbers.number());
      if (at === document) return { name, starts };
    }
  }

  /** Keeps what has every phrase. Of very many candidates only the best are looked at. */
  async function keepPhrases(documents, { phrases }, matches, { score, detail }) {
    if (!phrases.length) return documents;
    // The chunks of a document that have all words of a phrase.
    const chunksWith = (document, phrase) => {
      const { chunks } = detail(document);
      const of = (form) => matches.reduce((all, match, number) => match.form === form ? all | chunks[number] : all, 0);
      return phrase.reduce((all, form) => all & of(form), ~0);
    };
    const all = documents.filter((document) => phrases.every((phrase) => chunksWith(document, phrase)));
    const may = best(all, score, results.phrase);
    const has = await Promise.all(may.map(async (document) => {
      const { name, starts } = await texts(document);
      const found = await Promise.all(phrases.map(async (phrase) => {
        const chunks = chunksWith(document, phrase);
        const files = await Promise.all(starts.map((_, chunk) => chunks >> chunk & 1 && load(`${name}-${chunk}`)));
        return files.some((file) => file && hasPhrase(file, phrase));
      }));
      return found.every(Boolean);
    }));
    return may.filter((_, at) => has[at]);
  }

  const kindOf = (document) => labels[document].kind;

  /**
   * Finds records, those of all languages in one list: `language` comes first among equals, and each record stands
   * there once. `keeps`, if given, tells of a document whether it may be shown. The answer has the documents that were
   * found with and without `keeps`, whether nothing fits well, and `show` to get the best, or the best of some; with
   * these come the words that others were corrected to. `isTitled` tells whether the title has any word of the query.
   */
  async function search(text, { language, keeps }) {
    const query = parse(text);
    const isWho = (term) => !term.quoted && entry.who.words.includes(term.form);
    const asksWho = query.terms.some(isWho);
    const isStopWord = (term) => isWho(term) || (!term.quoted && stopWords.has(term.form));
    const dropped = new Set(query.terms.every(isStopWord) ? [] : query.terms.filter(isStopWord).map(({ form }) => form));
    query.terms = query.terms.filter(({ form, quoted }) => quoted || !dropped.has(form));
    await markLittleWords(query.terms);
    const doesWithout = query.terms.filter(({ isLittle }) => !isLittle).length >= matching.sentence;
    const isLeftOut = (term) => doesWithout && term.isLittle;
    const named = await namedBy(query.terms, dropped, isLeftOut);
    const own = languages.find(({ tag }) => tag === language);
    const known = await Promise.all(query.terms.map(async (term, at) => !isLeftOut(term) && (named[at].length > 0 || await isKnown(term.form))));
    const of = (term, at) => (isLeftOut(term) ? [] : match(term, named[at], own, known.includes(true)));
    const matches = (await Promise.all(query.terms.map(of))).flat();
    const out = await excludedBy(query);
    // Without a word it is all pages, but not for punctuation alone.
    const browses = !text.trim() || query.excluded.length > 0;
    const ranked = languages.map(({ tag, first, end }) => (matches.length
      ? rank(matches, first, end, tag === language ? 1 : ranking.foreign) : everything(first, browses ? end : first)));
    const isAsked = (document) => asksWho && entry.who.kinds.includes(kindOf(document));
    const scoreOf = (document) => inSteps(ranked[languageOf[document]].score(document) * (isAsked(document) ? ranking.asked : 1));
    const detail = (document) => ranked[languageOf[document]].detail(document);
    const inOrder = [...own ? [own] : [], ...languages.filter((one) => one !== own)];
    const documents = inOrder.flatMap((one) => ranked[languages.indexOf(one)].documents);
    const wanted = out.size ? documents.filter((document) => !out.has(recordOf[document])) : documents;
    const found = await keepPhrases(wanted, query, matches, { score: scoreOf, detail });
    // Of a word whose first letter was typed nobody knows what it will be.
    const isBegun = query.terms.every(({ form, open }) => open && letters(form) < matching.prefix);
    const isWeak = matches.length > 0 && !isBegun && found.every((document) => scoreOf(document) / detail(document).share < ranking.weak);
    // It stands where the best does. Where that has too little of the query, the others stand for nothing.
    const versions = oneOfEach(found, scoreOf, own);
    const score = (document) => scoreOf(versions.best(document));
    let all = versions.listed.filter((document) => ranked[languageOf[document]].enough(document)).map(versions.shown);
    // Where nothing fits well, the document that tells how to ask for help comes first.
    const ask = isWeak ? askIn(inOrder) : undefined;
    if (ask !== undefined) all = [ask, ...all.filter((document) => recordOf[document] !== recordOf[ask])];
    const kept = keeps ? all.filter(keeps) : all;
    const corrections = matches.flatMap(({ form, correction }, term) => (correction ? [{ term, shown: [form, correction] }] : []));
    const shown = async (document) => {
      const { name, starts } = await texts(document);
      const one = document === ask ? { ...unscored, weights: matches.map(() => 0) } : detail(document);
      const file = await load(`${name}-${bestChunk(one, starts)}`);
      const found = marksOf(file, matches);
      const { text, anchor, heading, marks, adjacent } = excerpt(file, one, found, matches);
      const own = document === ask ? 0 : score(document);
      return {
        written: writtenIn(file, found),
        url: file[1], title: file[0], ...labels[document], anchor, heading, excerpt: text, marks,
        score: inSteps(own + one.share * (ranking.adjacency * (adjacent / one.total))),
      };
    };
    const show = async (most, which = () => true) => {
      const wanted = kept.filter(which);
      const first = wanted.filter((document) => document === ask);
      const list = [...first, ...best(wanted.filter((document) => document !== ask), score, most - first.length)];
      const hits = await Promise.all(list.map(shown));
      const pages = hits.flatMap((_, at) => (at % results.page ? [] : [hits.slice(at, at + results.page)]));
      const inOrder = pages.flatMap((page, at) => {
        const fixed = at === 0 ? first.length : 0;
        return [...page.slice(0, fixed), ...page.slice(fixed).sort((a, b) => b.score - a.score)];
      });
      for (const { term, shown } of corrections) {
        const firstOf = (which) => inOrder.map(({ written }) => written[which][term]).find(Boolean);
        shown[1] = firstOf('forms') ?? firstOf('names') ?? shown[1];
      }
      return inOrder.map(({ written, ...hit }) => hit);
    };
    const isTitled = (document) => detail(document).isTitled;
    return { all, kept, total: kept.length, isWeak, corrections: corrections.map(({ shown }) => shown), isTitled, show };
  }

  /** The document that tells how to ask for help, in the first of these languages that has it. */
  function askIn(languages) {
    for (const { first, end } of languages) {
      const place = entry.ask === null ? -1 : recordOf.subarray(first, end).indexOf(entry.ask);
      if (place >= 0) return first + place;
    }
    return undefined;
  }

  /** What is needed to show a document whatever it has of a query. */
  const unscored = { section: 0, total: 1, share: 1, weights: [], chunks: [] };

  /** All documents of a language, for those who browse. */
  const everything = (first, end) => ({
    documents: Array.from({ length: end - first }, (_, at) => first + at),
    score: () => 0,
    detail: () => unscored,
    enough: () => true,
  });

  return { entry, search, parse, fold, tokenize, kindOf, documents };
}
if (typeof module === 'object') module.exports = casebookSearch;
