r"""User names in paths: ``/home/jane``, ``/Users/jane``, ``C:\\Users\\jane``.

The span is the user's name alone, so that the rest of a path, which often explains an error,
stays readable.
"""

from __future__ import annotations

import re

from nbguard.detect.rules import Rule, each

# Accounts that everybody has: they say nothing of anybody.
SHARED = frozenset(
    each(
        "jovyan runner ubuntu root user users username vscode docker colab shared public default "
        "all admin administrator app appuser ec2-user ec2_user hadoop spark airflow jenkins "
        "gitlab-runner circleci travis codespace vagrant pi debian centos fedora node www-data "
        "nobody guest conda mambauser sagemaker-user studio-lab-user azureuser cloudshell-user "
        "databricks kaggle jupyter jupyterhub rstudio postgres mysql git home me you name test "
        "someone somebody foo bar example your-name yourname your_username your-username "
        "your_user youruser your_name path linuxbrew homebrew desktop.ini runneradmin "
        "containeradministrator defaultuser0 python lost+found"
    )
)
_NAME = r"[^\W_](?:[\w.@+~-]{0,30}[\w$])?(?![\w$@+~])"
_SPACED_NAME = r"[^\W_][\w.-]{0,30}(?: [\w.-]{1,30}){1,2}(?=[\\/\"'])"
_SLASH = r"(?:\\{0,16}/){1,4}"
_BACK = r"\\{1,32}"
_WINDOWS = r"(?i:users|documents and settings|benutzer|usuarios|utilisateurs|home)"
_NOT_A_NAME = re.compile(r".*\.(?:html?|php|aspx?|jsp|js|css|png|svg|json)", re.IGNORECASE)


def _is_persons(match: re.Match[str]) -> bool:
    """Neither a shared account, nor a number, nor a page of a web site (``/home/news.html``)."""
    name = match["value"].lower()
    return name not in SHARED and not name.isdigit() and not _NOT_A_NAME.fullmatch(name)


RULES = (
    Rule(
        "USER_PATH",
        rf"(?<![\w.-]){_SLASH}(?:(?:export|var|mnt|nfs|usr|net|data){_SLASH})?(?:home|Users)"
        rf"{_SLASH}(?P<value>{_NAME})",
        0.85,
        ("home/", "users/", "home\\", "users\\"),
        check=_is_persons,
        reach=150,
    ),
    Rule(
        "USER_PATH",
        rf"(?:(?<!\w)[a-zA-Z](?::|%3[aA])|/[a-zA-Z]){_SLASH}(?i:users){_SLASH}"
        rf"(?P<value>{_SPACED_NAME}|{_NAME})",
        0.85,
        ("users/", "users\\"),
        check=_is_persons,
        reach=150,
    ),
    Rule(
        "USER_PATH",
        rf"{_BACK}{_WINDOWS}{_BACK}(?P<value>{_SPACED_NAME}|{_NAME})",
        0.85,
        ("\\users\\", "\\home\\", "settings\\", "benutzer\\", "usuarios\\", "utilisateurs\\"),
        check=_is_persons,
        reach=150,
    ),
)
