search-title = खोज
