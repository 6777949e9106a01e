"""One module a journey: the only room that reads the clock, starts threads and joins the rooms below."""
