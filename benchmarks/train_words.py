"""Sorts the words of a corpus of reports into classes of like use, and writes them as data.

    python benchmarks/train_words.py REPORTS.jsonl.gz --out src/marsad/data/core/word_classes.tsv

Words that stand between like neighbours fall into one class (positive pointwise mutual information with the words
around, a singular value decomposition, k-means), so that what is learned of one word holds for its like. Only words
and class numbers are kept, nothing of the texts. The seed is fixed.
"""

from __future__ import annotations

import argparse
import gzip
import json
from collections import Counter
from pathlib import Path

import numpy
from scipy.sparse import coo_matrix
from scipy.sparse.linalg import svds
from sklearn.cluster import MiniBatchKMeans

from marsad.knowledge.words import SHORT_PREFIXES, strip_article
from marsad.text.analysis import analyse

SEED = 20240113
LEAST = 10
CONTEXTS = 5000
WINDOW = (-2, -1, 1, 2)
DIMENSIONS = 80
COARSE, FINE = 64, 320


def load_words(path: Path) -> list[list[str]]:
    """The folded tokens of each report, numbers as 0."""
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8") as lines:
        reports = [json.loads(line) for line in lines]
    texts = [analyse(f"{report['title']}\n{report['text']}") for report in reports]
    return [["0" if token.text.isdigit() else token.text for token in text.tokens] for text in texts]


def light_forms(counts: Counter[str]) -> dict[str, str]:
    """Each word without its article, and without a conjunction or preposition that the counts speak for."""
    light: dict[str, str] = {}
    for word in counts:
        bare = strip_article(word)
        if bare == word and len(word) >= 4 and word.startswith(SHORT_PREFIXES):
            rest = word[1:]
            seen = counts[rest] + counts["ال" + rest]
            bare = strip_article(rest) if seen >= 0.5 * counts[word] and seen >= LEAST else word
        light[word] = bare
    return light


def vectors(texts: list[list[str]], vocabulary: list[str]) -> numpy.ndarray:
    """A unit vector for each word, from the words around it."""
    index = {word: i for i, word in enumerate(vocabulary)}
    width = min(CONTEXTS, len(vocabulary))
    pairs: Counter[tuple[int, int]] = Counter()
    for words in texts:
        ids = [index.get(word, -1) for word in words]
        for at, word in enumerate(ids):
            if word < 0:
                continue
            for slot, offset in enumerate(WINDOW):
                other = at + offset
                if 0 <= other < len(ids) and 0 <= ids[other] < width:
                    pairs[word, slot * width + ids[other]] += 1
    keys = numpy.array(list(pairs), dtype=numpy.int64)
    values = numpy.array(list(pairs.values()), dtype=numpy.float64)
    counts = coo_matrix((values, (keys[:, 0], keys[:, 1])), shape=(len(vocabulary), width * len(WINDOW)))
    total = counts.sum()
    rows = numpy.asarray(counts.sum(axis=1)).ravel() + 1e-9
    columns = numpy.asarray(counts.sum(axis=0)).ravel() + 1e-9
    information = numpy.log(counts.data * total / (rows[counts.row] * columns[counts.col] ** 0.75 * total**0.25))
    positive = coo_matrix((numpy.maximum(information, 0), (counts.row, counts.col)), shape=counts.shape).tocsr()
    positive.eliminate_zeros()
    start = numpy.random.default_rng(SEED).standard_normal(min(positive.shape))
    left, strengths, _ = svds(positive, k=DIMENSIONS, v0=start)
    found = left * numpy.sqrt(strengths)
    unit: numpy.ndarray = found / (numpy.linalg.norm(found, axis=1, keepdims=True) + 1e-9)
    return unit


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("reports", type=Path)
    parser.add_argument("--out", type=Path, required=True)
    args = parser.parse_args()
    raw = load_words(args.reports)
    light = light_forms(Counter(word for words in raw for word in words))
    texts = [[light[word] for word in words] for words in raw]
    counts = Counter(word for words in texts for word in words)
    vocabulary = [word for word, count in counts.most_common() if count >= LEAST]
    found = vectors(texts, vocabulary)
    columns = [
        MiniBatchKMeans(size, random_state=SEED, n_init=3, batch_size=4096).fit(found).labels_
        for size in (COARSE, FINE)
    ]
    lines = ["word\tcoarse\tfine"]
    lines += [f"{word}\t{columns[0][i]}\t{columns[1][i]}" for i, word in enumerate(vocabulary) if word[0].isalpha()]
    args.out.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
