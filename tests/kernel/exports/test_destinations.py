"""Where a table goes, and what of the place's name may be shown."""

import gzip
import io
import sqlite3
import sys
from types import SimpleNamespace

import pytest

from nbguard.kernel.exports.destinations import address, of


@pytest.mark.parametrize(
    ("target", "kind", "name"),
    [
        ("s3://bucket/a.csv", "remote", "s3://bucket/a.csv"),
        ("s3a://key:w0rd@bucket/a.csv", "remote", "s3a://bucket/a.csv"),
        ("gs://bucket/a.parquet", "remote", "gs://bucket/a.parquet"),
        ("abfs://box@account.dfs.core.windows.net/a", "remote",
         "abfs://account.dfs.core.windows.net/a"),
        ("https://host/a.csv?sig=w0rd", "remote", "https://host/a.csv"),
        ("hf://datasets/me/a.csv", "remote", "hf://datasets/me/a.csv"),
        ("hdfs:///data/a.csv", "remote", "hdfs:///data/a.csv"),
        ("/home/me/Dropbox/a.csv", "remote", "/home/me/Dropbox/a.csv"),
        ("/home/me/OneDrive - Acme/a.csv", "remote", "/home/me/OneDrive - Acme/a.csv"),
        ("/srv/www/site/a.csv", "public", "/srv/www/site/a.csv"),
        ("site/public/a.csv", "public", "site/public/a.csv"),
        ("a.csv", "local", "a.csv"),
        ("/home/me/republic/a.csv", "local", "/home/me/republic/a.csv"),
        ("public", "local", "public"),
        ("file:///home/me/a.csv", "local", "/home/me/a.csv"),
        ("C:\\data\\a.csv", "local", "C:\\data\\a.csv"),
    ],
)  # fmt: skip
def test_paths_and_addresses(target, kind, name):
    assert of(target) == (kind, name)


@pytest.mark.parametrize(
    "target", [None, io.StringIO(), io.BytesIO(), sys.stdout, "memory://a.csv"]
)
def test_what_stays_in_memory_goes_nowhere(target):
    assert of(target) is None


def test_a_file_that_is_open_goes_where_it_is(tmp_path):
    with (tmp_path / "a.csv").open("w") as file, gzip.open(tmp_path / "b.gz", "wb") as zipped:
        assert of(file) == ("local", str(tmp_path / "a.csv"))
        assert of(zipped) == ("local", str(tmp_path / "b.gz"))


def test_a_file_that_fsspec_opened_goes_where_its_file_system_is():
    opened = SimpleNamespace(path="bucket/a.csv", fs=SimpleNamespace(protocol=("s3", "s3a")))
    assert of(opened) == ("remote", "s3://bucket/a.csv")


def test_a_link_goes_where_it_points(tmp_path):
    (tmp_path / "www").mkdir()
    (tmp_path / "here").symlink_to(tmp_path / "www")
    assert of(tmp_path / "here" / "a.csv").kind == "public"


def test_a_file_system_that_is_not_local_is_remote():
    class S3FileSystem: ...

    class LocalFileSystem: ...

    assert of("bucket/a", filesystem=S3FileSystem()) == ("remote", "S3FileSystem: bucket/a")
    assert of("a", filesystem=LocalFileSystem()).kind == "local"


@pytest.mark.parametrize(
    ("target", "name"),
    [
        ("postgresql://jane:w0rd@db:5432/shop", "postgresql://db/shop"),
        ("jdbc:postgresql://db/shop?user=jane&password=w0rd", "postgresql://db/shop"),
        ("sqlite:///shop.db", "sqlite:///shop.db"),
        ("customers", "customers"),
        (sqlite3.Connection, "builtins"),
    ],
)
def test_databases_by_their_address(target, name):
    assert of(target, "database") == ("database", name)


def test_a_connection_by_its_engine():
    url = SimpleNamespace(drivername="postgresql", host="db", database="shop", password="w0rd")
    connection = SimpleNamespace(engine=SimpleNamespace(url=url))
    assert of(connection, "database").name == "postgresql://db/shop"


@pytest.mark.parametrize(
    "url", ["postgresql://jane:w0rd@[db", "host=db password=w0rd", "mysql:w0rd@x"]
)
def test_an_address_that_cannot_be_read_shows_no_credentials(url):
    assert "w0rd" not in address(url)
