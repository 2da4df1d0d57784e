# A small repository in place of Django's, with a failing test. pytest is not among the host's programs, so a script of
# this name runs the tests by unittest. It writes no bytecode: Python takes that of a file of the same size and second.
mkdir -p /repo/tests/django /usr/local/bin
cd /repo
echo 'def answer(): return 41' > app.py
cat > tests/django/test_app.py << 'END'
import unittest

import app


class AppTest(unittest.TestCase):
    def test_answer(self):
        self.assertEqual(app.answer(), 42)
END
printf '#!/bin/sh\nexec python3 -B -m unittest discover -t . -s "$1"\n' > /usr/local/bin/pytest
chmod 755 /usr/local/bin/pytest
touch tests/__init__.py tests/django/__init__.py
git init -q
git add .
git -c user.name=a -c user.email=a@localhost commit -qm first
