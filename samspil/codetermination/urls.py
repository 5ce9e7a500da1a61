app_name = "codetermination"
urlpatterns: list = []
