"""How well attacked rows are told from others: ``python -m benchmarks.adversarial``.

Needs ``pip install adversarial-robustness-toolbox scikit-learn scipy``. A classifier of handwritten
digits (8 x 8 pixels, shipped with scikit-learn) is attacked by the fast gradient method
(Goodfellow et al., 2015); the reference is its training half, what is judged is the other.
"""

from __future__ import annotations

from art.attacks.evasion import FastGradientMethod
from art.estimators.classification import SklearnClassifier
from sklearn.datasets import load_digits
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import train_test_split

from nbguard.models.watch import Reference


def main() -> None:
    x, y = load_digits(return_X_y=True)
    known, rest, labels, truth = train_test_split(x / 16, y, test_size=0.5, random_state=20261126)
    model = LogisticRegression(max_iter=2000).fit(known, labels)
    reference = Reference(known)
    print(f"{'':24} accuracy   flagged")
    print(f"{'untouched':24} {model.score(rest, truth):8.3f} {_share(reference, rest):9.3f}")
    for step in (0.05, 0.1, 0.2, 0.3):
        attack = FastGradientMethod(SklearnClassifier(model, clip_values=(0, 1)), eps=step)
        attacked = attack.generate(rest)
        accuracy, flagged = model.score(attacked, truth), _share(reference, attacked)
        print(f"{f'attacked, step {step}':24} {accuracy:8.3f} {flagged:9.3f}")


def _share(reference: Reference, rows: object) -> float:
    return len(reference.outliers(rows)) / len(rows)


if __name__ == "__main__":
    main()
