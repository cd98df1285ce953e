module example.com/expservice

go 1.18
