module overshare/integrations/hugo

go 1.18
