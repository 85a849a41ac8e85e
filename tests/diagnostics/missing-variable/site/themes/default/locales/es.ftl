count-records = Varios registros
