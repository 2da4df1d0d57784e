# Makes the context of all Dockerfiles beside this file, in the working directory.
set -e
umask 022
mkdir -p app/pkg app/empty data/deep/er ignored/kept docs tarsrc/dir
echo 'print("hi")' > app/main.py
echo x=1 > app/pkg/__init__.py
echo one > data/1.txt
echo two > data/2.txt
echo three > data/deep/3.txt
echo four > data/deep/er/4.md
echo ignored > ignored/a
echo kept > ignored/kept/b
echo '# doc' > docs/README.md
echo requests > requirements.txt
echo blank > 'with space.txt'
echo bracket > 'a[b].txt'
printf '#!/bin/sh\necho "tool $@"\n' > tool.sh
ln -s data/1.txt link
ln -s data linkdir
ln -s nowhere dangling
chmod 755 tool.sh
chmod 600 data/2.txt
chmod 700 data/deep/er
chmod 2775 app/empty
echo t > tarsrc/t
ln -s t tarsrc/l
ln tarsrc/t tarsrc/h
chmod 750 tarsrc/dir
tar --owner=12 --group=13 -czf plain.tgz -C tarsrc .
tar --owner=12 --group=13 -cf plain.tar -C tarsrc t l h dir
tar --owner=0 --group=0 -cJf x.tar.xz -C tarsrc t
tar --owner=0 --group=0 -cjf b.tar.bz2 -C tarsrc t
rm -r tarsrc
echo zzz | gzip > notatar.gz
printf '# a comment\nignored/*\n!ignored/kept\n**/*.md\n!docs/README.md\n' > .dockerignore
