"""Addresses of casework."""

from django.urls import URLPattern, path

from faden.web.casework.views import assessing, circle, course, file, listing, notes, plan, referrals

app_name = "casework"
urlpatterns: list[URLPattern] = [
    path("faelle/", listing.cases, name="cases"),
    path("faelle/<slug:number>/", file.case, name="case"),
    path("faelle/<slug:number>/kontakt/", notes.contact, name="contact"),
    path("faelle/<slug:number>/kontakt/<uuid:note_id>/", notes.correct, name="correct_note"),
    path("faelle/<slug:number>/einschaetzung/", assessing.assessments, name="assessments"),
    path("faelle/<slug:number>/einschaetzung/neu/", assessing.assess, name="assess"),
    path("faelle/<slug:number>/plan/", plan.plan, name="plan"),
    path("faelle/<slug:number>/plan/ziel/", plan.agree, name="agree_goal"),
    path("faelle/<slug:number>/plan/ziel/<uuid:goal_id>/", plan.change, name="change_goal"),
    path("faelle/<slug:number>/plan/massnahme/", plan.plan_step, name="plan_measure"),
    path("faelle/<slug:number>/plan/massnahme/<uuid:measure_id>/", plan.change_step, name="change_measure"),
    path("faelle/<slug:number>/plan/massnahme/<uuid:measure_id>/stand/", plan.move_step, name="move_measure"),
    path("faelle/<slug:number>/huerde/", plan.barrier, name="record_barrier"),
    path("faelle/<slug:number>/huerde/<uuid:barrier_id>/", plan.overcome, name="overcome_barrier"),
    path("faelle/<slug:number>/familie/", circle.family, name="family"),
    path("faelle/<slug:number>/freigaben/", circle.releases, name="releases"),
    path("faelle/<slug:number>/kreis/", circle.invite_helper, name="invite_helper"),
    path("faelle/<slug:number>/kreis/<uuid:member_id>/beenden/", circle.end_access, name="end_helper"),
    path("faelle/<slug:number>/phase/", course.phase, name="enter_phase"),
    path("faelle/<slug:number>/konstellation/", course.constellation, name="change_constellation"),
    path("faelle/<slug:number>/abschluss/", course.close, name="close"),
    path("faelle/<slug:number>/wiedereroeffnung/", course.reopen, name="reopen"),
    path("faelle/<slug:number>/verweis/", referrals.refer, name="refer"),
    path("faelle/<slug:number>/verweis/<uuid:referral_id>/", referrals.referral, name="referral"),
    path("faelle/<slug:number>/verweis/<uuid:referral_id>/aendern/", referrals.change, name="change_referral"),
    path("faelle/<slug:number>/verweis/<uuid:referral_id>/senden/", referrals.send, name="send_referral"),
    path("faelle/<slug:number>/verweis/<uuid:referral_id>/zurueckziehen/", referrals.revoke, name="revoke_referral"),
    path("faelle/<slug:number>/verweis/<uuid:referral_id>/ablaufen/", referrals.expire, name="expire_referral"),
]
