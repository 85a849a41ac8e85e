search-title = Buscar
count-records = { $number } de { $count }
