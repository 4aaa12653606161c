"""Addresses of signing in, of one's own proofs, and of those who are admitted."""

from __future__ import annotations

from django.urls import path

from trucewatch.web.pages.access import again, elsewhere, enrolling, own, people, sign_in

app_name = "access"
urlpatterns = [
    path("in", sign_in.sign_in, name="sign-in"),
    path("in/second", sign_in.second, name="second"),
    path("in/passkey/ask", sign_in.ask_passkey, name="passkey-ask"),
    path("in/passkey", sign_in.answer_passkey, name="passkey"),
    path("in/with/<slug:provider>", elsewhere.go, name="elsewhere"),
    path("in/with/<slug:provider>/back", elsewhere.come_back, name="back"),
    path("out", sign_in.sign_out, name="sign-out"),
    path("out/everywhere", sign_in.sign_out_everywhere, name="sign-out-everywhere"),
    path("again", again.again, name="again"),
    path("again/prove", again.prove, name="prove"),
    path("again/passkey/ask", again.ask_passkey, name="again-passkey-ask"),
    path("again/passkey", again.answer_passkey, name="again-passkey"),
    path("own", own.own, name="security"),
    path("own/passkey/ask", own.ask_new_passkey, name="new-passkey-ask"),
    path("own/passkey", own.add_passkey, name="new-passkey"),
    path("own/passkey/<str:passkey>/remove", own.remove_passkey, name="remove-passkey"),
    path("own/codes", own.add_codes, name="codes"),
    path("own/codes/remove", own.remove_codes, name="remove-codes"),
    path("own/password", own.change_password, name="password"),
    path("own/sitting/<str:sitting>/end", own.end_sitting, name="end-sitting"),
    path("people", people.everybody, name="people"),
    path("people/admit", people.admit, name="admit"),
    path("people/<str:account>", people.one, name="person"),
    path("people/<str:account>/correct", people.correct, name="correct-person"),
    path("people/<str:account>/dismiss", people.dismiss, name="dismiss-person"),
    path("people/<str:account>/reset", people.reset, name="reset-person"),
    path("people/<str:account>/recovery", people.ask_recovery, name="ask-recovery"),
    path("people/<str:account>/approve", people.approve, name="approve-recovery"),
    path("enrol/<str:part>", enrolling.enrol, name="enrol"),
    path("recover", enrolling.recover, name="recover"),
    path("recover/password", enrolling.recover_password, name="recover-password"),
]
