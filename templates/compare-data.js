tipCompare("{{ view.iso3 }}", {{ view.json|safe }});
